"""The record of what a customer did: its rows, and the forms that add, correct and void one."""
