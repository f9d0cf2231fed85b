"""Headstamp: the open information system for Firearms Focal Points."""
