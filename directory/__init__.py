"""An accessible public directory of inclusive sport offers."""

__version__ = "0.1.0"
