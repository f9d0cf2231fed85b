"""The request desk: requests to trace a firearm, sent and received, their answers as chains of transfers, time to crime.

A request goes only by a channel that its office has, and only after a second person verified the number on a photo.
"""
