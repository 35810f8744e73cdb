-- The queue of an office: its order, what it is narrowed by and what is counted, each read from an index alone.

-- The last day as the queue is ordered by it: what has none comes after all days.
alter table filings add column queue_day text not null
    generated always as (case when due_day = '' then '9999-12-31' else due_day end) virtual;

-- In the queue's order; narrowed without a look at the rows, and counted by day.
create index filings_by_day on filings (office, queue_day, submitted_at, number, status, kind, track, assignee_id, resting)
    where live = 1 and status <> 'draft';
-- Counted by where they stand, kind and track.
create index filings_by_standing on filings (office, status, kind, track, assignee_id, queue_day, resting)
    where live = 1 and status <> 'draft';
-- One's own, and counted by who works on them.
create index filings_by_assignee on filings (office, assignee_id, queue_day, submitted_at, number, status, kind, track, resting)
    where live = 1 and status <> 'draft';
-- What has ended, the latest first.
create index filings_ended on filings (office, updated_at, number, status, kind, track, assignee_id)
    where live = 0 and submitted_at is not null;
drop index filings_queue;
create index filings_waiting on filings (office, submitted_at, number) where live = 1 and status = 'submitted';

-- Enterprises by part of their name or the beginning of their code.
create index enterprises_by_search on enterprises (name_folded, credit_code, id);

-- Where a person has been engaged before.
create index engagements_by_person on engagements (resident_id, since);
