"""Demand to Plan: exact allocation, solver back ends, proof."""
