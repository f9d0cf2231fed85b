"""Jobs: what keeps work going after a crash, beside the queue: leases of workers and the office's schedule.

It knows no room's work: a job is the path of a task, and a lease an opaque name. No foreign keys.
"""
