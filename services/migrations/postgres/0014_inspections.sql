-- Self-inspection: campaigns that administrators launch, and the report of each licence that one concerns.
-- Days are text of the form 2026-11-24 in Chinese time.

create table inspection_campaigns (
    id         text   not null primary key,
    revision   bigint not null,
    status     text   not null,
    -- As typed.
    plan       text   not null,
    -- As launched; empty before.
    campaign   text   not null default '',
    -- How far a launch has come: the last licence looked at, and how many of how many. Moves with the reports that it asks for.
    reached    text   not null default '',
    seen       bigint not null default 0,
    of_all     bigint not null default 0,
    created    bigint not null default 0,
    -- Made by the page when it opened: sending a new campaign twice makes one.
    key        text   not null unique,
    created_by text   not null references accounts (id),
    created_at bigint not null,
    updated_at bigint not null
);

create table inspections (
    id            text   not null primary key,
    campaign_id   text   not null references inspection_campaigns (id),
    enterprise_id text   not null references enterprises (id),
    licence_id    text   not null references licences (id),
    office        text   not null,
    stage         text   not null,
    revision      bigint not null,
    -- Last day for whoever has to act; empty where nobody has.
    due_day       text   not null,
    submitted_at  bigint,
    created_at    bigint not null,
    updated_at    bigint not null
);
-- Each licence is asked once, whatever happens while a campaign is launched.
create unique index inspections_once on inspections (campaign_id, licence_id);
create index inspections_by_enterprise on inspections (enterprise_id, created_at);
create index inspections_by_stage on inspections (campaign_id, office, stage, due_day);

create table inspection_sections (
    inspection_id text   not null references inspections (id),
    section       text   not null,
    revision      bigint not null,
    saved_at      bigint not null,
    body          text   not null,
    primary key (inspection_id, section)
);

create table inspection_documents (
    id            text   not null primary key,
    inspection_id text   not null references inspections (id),
    -- Which of the documents that the campaign asks for.
    document      text   not null,
    name          text   not null,
    file_type     text   not null,
    size          bigint not null,
    sha256        text   not null,
    uploaded_at   bigint not null
);
create index inspection_documents_in_order on inspection_documents (inspection_id, uploaded_at);
create index inspection_documents_by_hash on inspection_documents (sha256);

create table inspection_events (
    id            text   not null primary key,
    inspection_id text   not null references inspections (id),
    sequence      bigint not null,
    at            bigint not null,
    actor_id      text   not null,
    actor         text   not null,
    role          text   not null,
    act           text   not null,
    stage         text   not null,
    note          text   not null,
    key           text   not null,
    unique (inspection_id, sequence),
    unique (inspection_id, key)
);

create trigger inspection_events_append_only before update or delete or truncate on inspection_events for each statement execute function append_only();
