"""Accuracy of toponym against baselines, on sets rebuilt from open data with a fixed seed.

Run it from a checkout: ``python -m evaluation --help``. Nothing here is part of the installed package.
"""
