"""The words that the rules look for, a file a language.

Each file maps groups to words separated by blanks: `_` joins the words of a phrase, `*` ends the beginning of a word. Lists are short on
purpose: what a word means depends on the words around it, and that is what the rules weigh (`activities/moderation/rules.py`).
"""
