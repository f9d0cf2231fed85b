"""Boards: composed of measures, shared as compositions, counted for whoever looks, delivered as PDF."""
