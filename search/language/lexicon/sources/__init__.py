"""What a lexicon is made of: a dictionary, frequencies, and what we put in and keep out by hand.

The dictionary is the package hunspell-sv (LGPL-3.0-only), the frequencies are those of wordfreq (code
Apache-2.0, data CC BY-SA 4.0). Neither is copied: a lexicon is made on the machine that uses it.
"""
