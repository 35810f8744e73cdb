-- Papers (文书): notices, decisions, certificates and the filing as a form. As issued, with what they say; never changed afterwards.

-- Under which anybody can ask whether a printed certificate is genuine: the QR code on it says so.
alter table licence_copies add column public_id text not null default '';
update licence_copies set public_id = replace(gen_random_uuid()::text, '-', '');
create unique index licence_copies_public on licence_copies (public_id) where public_id <> '';

create table papers (
    id         text   not null primary key,
    kind       text   not null,
    -- As people quote it.
    number     text   not null,
    title      text   not null,
    filing_id  text   not null references filings (id),
    -- Its place among the filing's papers.
    sequence   bigint not null,
    -- The certificate's: which copy of which licence.
    licence_id text   references licences (id),
    copy       bigint,
    office     text   not null,
    issued_at  bigint not null,
    -- What it says, as JSON: it is rendered from nothing else.
    body       text   not null,
    unique (filing_id, sequence)
);
create unique index papers_number_once on papers (kind, number) where licence_id is null;
create unique index papers_copy_once on papers (licence_id, copy, kind) where licence_id is not null;

-- Those that have been rendered: which object of the store they are.
create table paper_files (
    paper_id    text   not null primary key references papers (id),
    sha256      text   not null,
    size        bigint not null,
    rendered_at bigint not null
);
create index paper_files_by_sha256 on paper_files (sha256);

-- Those that wait to be rendered.
create table paper_queue (
    paper_id  text   not null primary key references papers (id),
    next_try  bigint not null,
    tries     bigint not null default 0
);
create index paper_queue_due on paper_queue (next_try);

create trigger papers_append_only before update or delete or truncate on papers for each statement execute function append_only();
create trigger paper_files_append_only before update or delete or truncate on paper_files for each statement execute function append_only();
