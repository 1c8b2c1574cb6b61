"""Importers: official registers and gazetteers read into plain records, each development tool's raw material."""
