"""Mutation testing: each small change of what decides about people has to be noticed by a test."""
