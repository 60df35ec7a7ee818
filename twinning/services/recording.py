"""Who changed a row and why, for its history."""

from kontum04.core.recording import create_signed, sign

__all__ = ["create_signed", "sign"]
