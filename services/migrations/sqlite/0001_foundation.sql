-- The foundation: accounts, enterprises, filings and what hangs on them.
-- Times are Unix milliseconds; bodies are JSON of the domain's form models; ids are 32 hexadecimal digits.

create table enterprises (
    id          text   not null primary key,
    revision    bigint not null,
    name        text   not null,
    -- The name as it is searched: half-width, lower case, without blanks.
    name_folded text   not null,
    credit_code text   not null unique,
    office      text   not null,
    province    text   not null,
    body        text   not null,
    created_at  bigint not null,
    updated_at  bigint not null
);
create index enterprises_by_name on enterprises (name);

create table accounts (
    id            text   not null primary key,
    name          text   not null,
    -- Lower-case name: two accounts may not differ by case only.
    key           text   not null unique,
    password_hash text   not null,
    role          text   not null,
    display_name  text   not null,
    email         text   not null,
    enterprise_id text   references enterprises (id),
    office        text,
    active        bigint not null default 1,
    created_at    bigint not null
);
create index accounts_by_enterprise on accounts (enterprise_id);

-- Only the hash of a session's token is kept: a stolen database opens no session.
create table sessions (
    token_hash   text   not null primary key,
    account_id   text   not null references accounts (id),
    created_at   bigint not null,
    last_seen_at bigint not null
);
create index sessions_by_account on sessions (account_id);

-- How often something failed lately, by the hash of whom it is counted against (an address, an account, or both). A
-- count ends a quarter of an hour after it began.
create table failures (
    subject  text   not null primary key,
    began_at bigint not null,
    last_at  bigint not null,
    times    bigint not null
);

-- From where an account has signed in: its owner is not held up there by what strangers try elsewhere.
create table known_addresses (
    account_id   text   not null references accounts (id),
    address      text   not null,
    last_seen_at bigint not null,
    primary key (account_id, address)
);

create table recoveries (
    token_hash text   not null primary key,
    account_id text   not null references accounts (id),
    created_at bigint not null,
    used_at    bigint
);

-- Mail waits here until it has been handed over, so that neither a crash nor a mail server that is away loses any.
create table outgoing_mail (
    id         text   not null primary key,
    recipient  text   not null,
    subject    text   not null,
    body       text   not null,
    created_at bigint not null,
    next_try   bigint not null,
    tries      bigint not null default 0,
    sent_at    bigint
);
create index outgoing_mail_waiting on outgoing_mail (next_try) where sent_at is null;

create table counters (
    name  text   not null primary key,
    value bigint not null
);

create table filings (
    id            text   not null primary key,
    number        text   not null unique,
    kind          text   not null,
    track         text   not null,
    status        text   not null,
    -- 1 while the filing has not ended; kept beside the status so that the index below can be the rule.
    live          bigint not null,
    revision      bigint not null,
    enterprise_id text   not null references enterprises (id),
    office        text   not null,
    assignee_id   text   references accounts (id),
    examiner_id   text   references accounts (id),
    rule_set      text   not null,
    -- The enterprise as registered, frozen at submission; empty while a draft.
    profile       text   not null default '',
    created_at    bigint not null,
    updated_at    bigint not null,
    submitted_at  bigint
);
-- One live filing of a kind at a time.
create unique index filings_one_live on filings (enterprise_id, kind) where live = 1;
create index filings_by_enterprise on filings (enterprise_id, created_at);
create index filings_queue on filings (office, status, submitted_at) where live = 1;

create table filing_sections (
    filing_id   text   not null references filings (id),
    section     text   not null,
    revision    bigint not null,
    saved_at    bigint not null,
    -- The person whom the section engages; empty where it engages none.
    resident_id text   not null default '',
    body        text   not null,
    primary key (filing_id, section)
);

create table filing_rows (
    id          text   not null primary key,
    filing_id   text   not null references filings (id),
    list        text   not null,
    position    bigint not null,
    revision    bigint not null,
    -- Made by the browser when the dialog opened: sending a row twice adds it once.
    key         text   not null,
    -- What the list's totals count by.
    class       text   not null,
    resident_id text   not null default '',
    body        text   not null,
    unique (filing_id, key)
);
create index filing_rows_in_order on filing_rows (filing_id, list, position);
create index filing_rows_by_class on filing_rows (filing_id, list, class);
-- The same person once in a list.
create unique index filing_rows_person_once on filing_rows (filing_id, list, resident_id) where resident_id <> '';

create table licences (
    id            text   not null primary key,
    number        text   not null unique,
    enterprise_id text   not null references enterprises (id),
    filing_id     text   not null references filings (id),
    status        text   not null,
    office        text   not null,
    issued_on     text   not null,
    valid_from    text   not null,
    valid_until   text   not null,
    body          text   not null,
    created_at    bigint not null
);
-- One licence in force per enterprise.
create unique index licences_one_in_force on licences (enterprise_id) where status = 'in_force';
create index licences_by_enterprise on licences (enterprise_id, created_at);
create unique index licences_one_by_filing on licences (filing_id);

-- Who is engaged by whom. A person's ID number is engaged once across the whole system.
create table engagements (
    id            text   not null primary key,
    resident_id   text   not null,
    name          text   not null,
    enterprise_id text   not null references enterprises (id),
    filing_id     text   not null references filings (id),
    licence_id    text   references licences (id),
    since         bigint not null,
    released_at   bigint
);
create unique index engagements_once on engagements (resident_id) where released_at is null;
create index engagements_by_filing on engagements (filing_id) where released_at is null;

create table attachments (
    id          text   not null primary key,
    filing_id   text   not null references filings (id),
    slot        text   not null,
    row_id      text,
    name        text   not null,
    file_type   text   not null,
    size        bigint not null,
    sha256      text   not null,
    uploaded_at bigint not null
);
create index attachments_by_filing on attachments (filing_id, uploaded_at);
-- Equal documents are one object in the store, kept while a row names it.
create index attachments_by_hash on attachments (sha256);

-- What was submitted, as it was: never changed afterwards.
create table filing_versions (
    filing_id    text   not null references filings (id),
    version      bigint not null,
    submitted_at bigint not null,
    body         text   not null,
    primary key (filing_id, version)
);

-- The timeline, and what the clock is computed from.
create table events (
    id         text   not null primary key,
    filing_id  text   not null references filings (id),
    sequence   bigint not null,
    at         bigint not null,
    actor_id   text   not null,
    actor      text   not null,
    role       text   not null,
    action     text   not null,
    status     text   not null,
    note       text   not null,
    -- Made by the page when it opened: doing the same step twice does it once.
    key        text   not null,
    unique (filing_id, sequence),
    unique (filing_id, key)
);

-- Who did what to which row, when and from where.
create table audit (
    id         text   not null primary key,
    at         bigint not null,
    account_id text   not null,
    account    text   not null,
    address    text   not null,
    act        text   not null,
    entity     text   not null,
    entity_id  text   not null
);
create index audit_by_entity on audit (entity, entity_id, at);

-- Append-only, also for whoever holds a connection.
create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;
create trigger events_no_update before update on events begin select raise(abort, 'events is append-only'); end;
create trigger events_no_delete before delete on events begin select raise(abort, 'events is append-only'); end;
create trigger filing_versions_no_update before update on filing_versions begin select raise(abort, 'filing_versions is append-only'); end;
create trigger filing_versions_no_delete before delete on filing_versions begin select raise(abort, 'filing_versions is append-only'); end;
