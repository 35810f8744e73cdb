-- Site visits, the committee's meetings, and how its members voted.
-- Days are text of the form 2026-11-24 in Chinese time.

-- 现场核查. From the day on which it is arranged until it has ended the filing's clock rests.
create table visits (
    id          text   not null primary key,
    filing_id   text   not null references filings (id),
    day         text   not null,
    place       text   not null,
    notes       text   not null,
    -- pending, concluded, cancelled
    status      text   not null,
    findings    text   not null default '',
    conclusion  text   not null default '',
    -- Why it was called off.
    reason      text   not null default '',
    arranged_by text   not null references accounts (id),
    arranged_at bigint not null,
    ended_at    bigint
);
create index visits_by_filing on visits (filing_id, arranged_at);
create unique index visits_one_pending on visits (filing_id) where status = 'pending';

-- Who goes.
create table visit_members (
    visit_id   text   not null references visits (id),
    account_id text   not null references accounts (id),
    position   bigint not null,
    primary key (visit_id, account_id)
);
create index visit_members_by_account on visit_members (account_id);

create table visit_photographs (
    id          text   not null primary key,
    visit_id    text   not null references visits (id),
    name        text   not null,
    file_type   text   not null,
    size        bigint not null,
    sha256      text   not null,
    uploaded_by text   not null references accounts (id),
    uploaded_at bigint not null
);
create index visit_photographs_by_visit on visit_photographs (visit_id, uploaded_at);
create index visit_photographs_by_hash on visit_photographs (sha256);

-- The meetings of an office's 行政许可委员会.
create table meetings (
    id        text   not null primary key,
    office    text   not null,
    revision  bigint not null,
    day       text   not null,
    place     text   not null,
    -- open, closed, cancelled
    status    text   not null,
    chair_id  text   not null references accounts (id),
    -- As set for meetings called on that day.
    quorum    bigint not null,
    called_by text   not null references accounts (id),
    called_at bigint not null,
    -- Made by the page when it opened: calling it twice calls it once.
    key       text   not null,
    -- The minutes; of a cancelled meeting, why.
    minutes   text   not null default '',
    ended_at  bigint,
    ended_key text   not null default '',
    unique (called_by, key)
);
create index meetings_by_office on meetings (office, day);

create table meeting_members (
    meeting_id text   not null references meetings (id),
    account_id text   not null references accounts (id),
    position   bigint not null,
    primary key (meeting_id, account_id)
);
create index meeting_members_by_account on meeting_members (account_id);

-- The agenda.
create table meeting_items (
    meeting_id   text   not null references meetings (id),
    filing_id    text   not null references filings (id),
    position     bigint not null,
    -- 1 while the meeting is open: a filing is on one agenda at a time.
    open         bigint not null,
    presentation text   not null default '',
    -- What the meeting found, and why; empty until it is closed, and where the filing had ended by then.
    outcome      text   not null default '',
    reason       text   not null default '',
    primary key (meeting_id, filing_id)
);
create unique index meeting_items_once on meeting_items (filing_id) where open = 1;
create index meeting_items_by_filing on meeting_items (filing_id);

create table meeting_votes (
    meeting_id text   not null,
    filing_id  text   not null,
    account_id text   not null references accounts (id),
    vote       text   not null,
    reason     text   not null,
    voted_at   bigint not null,
    primary key (meeting_id, filing_id, account_id),
    foreign key (meeting_id, filing_id) references meeting_items (meeting_id, filing_id)
);
