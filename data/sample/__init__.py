"""The sample material: invented text, and how it becomes PDF, PowerPoint and shortcut files.

`texts` holds what is said, `pdf` and `powerpoint` how it is drawn, `shelf` where it stands.
"""
