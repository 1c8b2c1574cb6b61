"""Builders of the data files: each proposes, none overwrites what a person wrote."""
