-- Rules that change from a day on, the special tracks, credit, holidays, and what happens by time alone.
-- Days are text of the form 2026-11-24 in Chinese time.

-- Which rule set judges filings from a day on. Only added to: what a filing was judged by is found from its day.
create table rule_choices (
    id        text   not null primary key,
    -- The order in which they were made, across both tables.
    sequence  bigint not null unique,
    set_id    text   not null,
    from_day  text   not null,
    reason    text   not null,
    chosen_by text   not null references accounts (id),
    at        bigint not null
);

-- Which figure of a set is another from a day on.
create table rule_adjustments (
    id          text   not null primary key,
    sequence    bigint not null unique,
    set_id      text   not null,
    measure     text   not null,
    category    text   not null,
    grade       text   not null,
    figure      bigint not null,
    from_day    text   not null,
    reason      text   not null,
    adjusted_by text   not null references accounts (id),
    at          bigint not null
);

-- Holidays of years that the program does not ship, or that were published anew; as pasted.
create table holiday_years (
    year     bigint not null primary key,
    body     text   not null,
    source   text   not null,
    added_by text   not null references accounts (id),
    at       bigint not null
);

-- Standings that an office recorded. In force from the first day to the last, both included.
create table credit_records (
    id            text   not null primary key,
    enterprise_id text   not null references enterprises (id),
    standing      text   not null,
    reason        text   not null,
    from_day      text   not null,
    until_day     text,
    recorded_by   text   not null references accounts (id),
    at            bigint not null
);
create index credit_records_by_enterprise on credit_records (enterprise_id, at);

-- What the credit service answered on a day; no standing when it could not be learned.
create table credit_answers (
    enterprise_id text   not null references enterprises (id),
    day           text   not null,
    standing      text   not null,
    reason        text   not null,
    at            bigint not null,
    primary key (enterprise_id, day)
);

-- Until when the office must take the next step, empty where there is no such day, and whether the clock rests: as the
-- events say, written with each of them, for lists and for what happens by time.
alter table filings add column due_day text   not null default '';
alter table filings add column resting bigint not null default 0;
create index filings_due on filings (due_day) where live = 1 and due_day <> '';

-- Documents that follow after acceptance, and until when.
create table deferrals (
    filing_id    text   not null references filings (id),
    slot         text   not null,
    due_day      text   not null,
    handed_in_at bigint,
    checked_at   bigint,
    checked_by   text   references accounts (id),
    primary key (filing_id, slot)
);
create index deferrals_waiting on deferrals (due_day) where handed_in_at is null;

-- Filings that ended because deferred documents did not come: they bar the track for a while.
create table missed_deferrals (
    filing_id     text not null primary key references filings (id),
    enterprise_id text not null references enterprises (id),
    day           text not null
);
create index missed_deferrals_by_enterprise on missed_deferrals (enterprise_id, day);

-- Who was reminded of what, with the day that the reminder was about: once each.
create table reminders (
    filing_id text not null references filings (id),
    what      text not null,
    day       text not null,
    primary key (filing_id, what, day)
);

-- What the offices publish; everybody may read it.
create table notices_public (
    id           text   not null primary key,
    kind         text   not null,
    licence_id   text   not null references licences (id),
    filing_id    text   not null references filings (id),
    text         text   not null,
    published_at bigint not null,
    unique (filing_id, kind)
);
create index notices_public_latest on notices_public (published_at);

-- Background work that one server at a time does.
create table jobs (
    name         text   not null primary key,
    leased_until bigint not null,
    leased_by    text   not null
);

create trigger rule_choices_no_update before update on rule_choices begin select raise(abort, 'rule_choices is append-only'); end;
create trigger rule_choices_no_delete before delete on rule_choices begin select raise(abort, 'rule_choices is append-only'); end;
create trigger rule_adjustments_no_update before update on rule_adjustments begin select raise(abort, 'rule_adjustments is append-only'); end;
create trigger rule_adjustments_no_delete before delete on rule_adjustments begin select raise(abort, 'rule_adjustments is append-only'); end;
