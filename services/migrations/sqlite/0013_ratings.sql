-- 好差评: codes to rate by, ratings, and what the office does about the bad ones.

-- A token opens the rating page for whoever has it; the link is shown again, so it is kept as it is.
create table rating_codes (
    id            text   not null primary key,
    token         text   not null unique,
    kind          text   not null,
    office        text   not null,
    filing_id     text   references filings (id),
    service_point text   not null default '',
    -- What is rated by it, in words.
    about         text   not null,
    from_day      text   not null,
    until_day     text   not null,
    made_by       text   not null references accounts (id),
    made_at       bigint not null,
    withdrawn_at  bigint,
    withdrawn_by  text   references accounts (id)
);
create unique index rating_codes_one_by_matter on rating_codes (filing_id)
    where withdrawn_at is null and filing_id is not null;
create unique index rating_codes_one_by_visit on rating_codes (office, service_point, from_day)
    where withdrawn_at is null and filing_id is null;
create index rating_codes_latest on rating_codes (office, kind, made_at);

create table ratings (
    id           text   not null primary key,
    -- Opens the page on which the rater sees what comes of it.
    receipt      text   not null unique,
    -- Made by the page when it opened: sending a rating twice rates once.
    key          text   not null unique,
    kind         text   not null,
    office       text   not null,
    filing_id    text   references filings (id),
    code_id      text   references rating_codes (id),
    -- What was filed for; empty for a visit.
    matter       text   not null,
    about        text   not null,
    satisfaction text   not null,
    reasons      text   not null,
    comment      text   not null,
    name         text   not null,
    mobile       text   not null,
    day          text   not null,
    at           bigint not null
);
-- One rating a matter, in whatever way it comes.
create unique index ratings_one_by_matter on ratings (filing_id) where filing_id is not null;
create index ratings_by_office on ratings (office, day);
create index ratings_by_code on ratings (code_id) where code_id is not null;

-- When a mobile rated last, and from which day on it may again: the five-day rule. Rating moves the row or does not happen.
create table rating_mobiles (
    mobile   text not null primary key,
    rated_on text not null,
    again_on text not null
);

create table rating_cases (
    rating_id    text   not null primary key references ratings (id),
    office       text   not null,
    status       text   not null,
    revision     bigint not null,
    due_day      text   not null,
    opened_at    bigint not null,
    -- When the rater was answered, or told why not.
    answered_day text,
    answered_at  bigint
);
create index rating_cases_by_office on rating_cases (office, status, due_day);

create table rating_case_events (
    id        text   not null primary key,
    rating_id text   not null references rating_cases (rating_id),
    sequence  bigint not null,
    at        bigint not null,
    actor_id  text   not null references accounts (id),
    actor     text   not null,
    action    text   not null,
    note      text   not null,
    key       text   not null,
    unique (rating_id, sequence),
    unique (rating_id, key)
);

create trigger ratings_no_update before update on ratings begin select raise(abort, 'ratings is append-only'); end;
create trigger ratings_no_delete before delete on ratings begin select raise(abort, 'ratings is append-only'); end;
create trigger rating_case_events_no_update before update on rating_case_events begin select raise(abort, 'rating_case_events is append-only'); end;
create trigger rating_case_events_no_delete before delete on rating_case_events begin select raise(abort, 'rating_case_events is append-only'); end;
