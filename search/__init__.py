"""From a question to ranked pages: Swedish, query, engines, indexer, marking.

Stands on the archive and knows neither the ingester nor the web.
"""
