-- What administrators set because no source says it. Only added to: what held on a day is found from it.
-- Days are text of the form 2026-11-24 in Chinese time.

create table setting_changes (
    id         text   not null primary key,
    -- The order in which they were made.
    sequence   bigint not null unique,
    name       text   not null,
    -- A number, or keys of documents with commas between.
    value      text   not null,
    from_day   text   not null,
    reason     text   not null,
    changed_by text   not null references accounts (id),
    at         bigint not null
);

create trigger setting_changes_append_only before update or delete or truncate on setting_changes for each statement execute function append_only();
