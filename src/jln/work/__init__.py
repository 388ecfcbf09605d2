"""Background work: durable jobs, the worker that does them, the hours of the day.

Start reading at `task.py` (how a task is declared), `backend.py` (how a job is written),
`leases.py` and `worker.py` (how it is done) and `schedule.py` (what happens when). A task
is a nudge to finish what durable rows say is unfinished; it is safe to repeat, and losing
one loses nothing.
"""
