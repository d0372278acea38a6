"""Versions of the film stage's own work: raise one with every change that makes other bytes from the same order."""

MIX_VERSION = "4"
ASSEMBLE_VERSION = "8"
