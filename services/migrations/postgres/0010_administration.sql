-- What administrators keep: accounts of the staff, the offices and the provinces that they supervise, and the documents that
-- filings ask for. Days are text of the form 2026-11-24 in Chinese time.

-- Every change of an account by an administrator names the revision that it saw.
alter table accounts add column revision bigint not null default 1;
create index accounts_of_staff on accounts (role, office) where enterprise_id is null;

-- How long a link to set a password works, in milliseconds: an hour where it was asked for, longer where it was sent.
alter table recoveries add column valid_for bigint not null default 3600000;

-- The offices as they are now. What ships with the program is written in where it is missing.
create table offices (
    code   text   not null primary key,
    name   text   not null,
    -- 机关代字.
    mark   text   not null,
    -- The first two digits of the licence numbers that it issues.
    region bigint not null,
    local  bigint not null
);
create unique index offices_prefix on offices (region, local);

-- A province is one office's at a time.
create table provinces (
    province text not null primary key,
    office   text not null references offices (code)
);
create index provinces_by_office on provinces (office);

-- What administrators changed in them, from which day on. Only added to; the tick of its day brings a change into force.
create table office_changes (
    id         text   not null primary key,
    -- The order in which they were made.
    sequence   bigint not null unique,
    office     text   not null,
    -- The change as JSON.
    body       text   not null,
    from_day   text   not null,
    reason     text   not null,
    changed_by text   not null references accounts (id),
    at         bigint not null
);

-- Blank forms that administrators uploaded: every version stays, the last one of a slot is offered.
create table templates (
    id          text   not null primary key,
    slot        text   not null,
    name        text   not null,
    file_type   text   not null,
    size        bigint not null,
    sha256      text   not null,
    uploaded_at bigint not null
);
create index templates_by_hash on templates (sha256);

-- How the document of a slot is asked for, from that moment on: each line says all of it anew.
create table slot_changes (
    id          text   not null primary key,
    -- The order in which they were made.
    sequence    bigint not null unique,
    slot        text   not null,
    label       text   not null,
    hint        text   not null,
    required    bigint not null,
    -- Without: the blank form that ships, if there is one.
    template_id text   references templates (id),
    reason      text   not null,
    changed_by  text   not null references accounts (id),
    at          bigint not null
);

create trigger office_changes_append_only before update or delete or truncate on office_changes for each statement execute function append_only();
create trigger slot_changes_append_only before update or delete or truncate on slot_changes for each statement execute function append_only();
create trigger templates_append_only before update or delete or truncate on templates for each statement execute function append_only();
