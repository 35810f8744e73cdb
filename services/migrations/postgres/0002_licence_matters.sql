-- Filings about a licence that there is: what they are about, what granting them changes, who holds which post.

-- The licence that a filing is about, and that licence as JSON, frozen at submission; empty while a draft.
alter table filings add column licence_id text references licences (id);
alter table filings add column licence    text not null default '';
create index filings_by_licence on filings (licence_id) where live = 1;

-- Every change of a licence names the revision that it saw.
alter table licences add column revision bigint not null default 1;
-- The last granted filing in which the conditions were judged: the next one starts from its figures and records.
alter table licences add column accepted_filing_id text references filings (id);
update licences set accepted_filing_id = filing_id;
create index licences_due on licences (valid_until) where status = 'in_force';

-- The printed certificates. One is valid; those before it are void and stay readable.
create table licence_copies (
    licence_id text   not null references licences (id),
    sequence   bigint not null,
    -- The filing that had it printed.
    filing_id  text   not null references filings (id),
    printed_at bigint not null,
    voided_at  bigint,
    body       text   not null,
    primary key (licence_id, sequence)
);
create unique index licence_copies_one_valid on licence_copies (licence_id) where voided_at is null;

-- Who holds which post under a licence, with the form that was filed for the person.
create table posts (
    licence_id  text   not null references licences (id),
    post        text   not null,
    resident_id text   not null,
    name        text   not null,
    body        text   not null,
    -- The title or the kind of electrician.
    class       text   not null,
    -- The filing that put the person there.
    filing_id   text   not null references filings (id),
    since       bigint not null,
    until       bigint
);
create unique index posts_once on posts (licence_id, post, resident_id) where until is null;
create unique index posts_one_lead on posts (licence_id, post)
    where until is null and post in ('technical_lead', 'safety_lead');
create index posts_by_person on posts (licence_id, resident_id) where until is null;

-- Staff that fell below the conditions, and until which day that must be mended.
create table shortfalls (
    id         text   not null primary key,
    licence_id text   not null references licences (id),
    since      bigint not null,
    until_day  text   not null,
    findings   text   not null,
    mended_at  bigint
);
create unique index shortfalls_one_open on shortfalls (licence_id) where mended_at is null;

create index engagements_by_licence on engagements (licence_id) where released_at is null;

-- The licences that there are: their first copy, and the posts that their filings named.
insert into licence_copies (licence_id, sequence, filing_id, printed_at, voided_at, body)
select id, 1, filing_id, created_at, case when status = 'in_force' then null else created_at end, body
from licences;

insert into posts (licence_id, post, resident_id, name, body, class, filing_id, since)
select l.id, r.list, r.resident_id, r.body::json ->> 'name', r.body, r.class, r.filing_id, l.created_at
from licences l
     join filing_rows r on r.filing_id = l.filing_id
where l.status = 'in_force' and r.list in ('technicians', 'electricians') and r.resident_id <> '';

insert into posts (licence_id, post, resident_id, name, body, class, filing_id, since)
select l.id, s.section, s.resident_id, s.body::json ->> 'name', s.body, coalesce(s.body::json ->> 'title', ''),
       s.filing_id, l.created_at
from licences l
     join filing_sections s on s.filing_id = l.filing_id
where l.status = 'in_force' and s.section in ('technical_lead', 'safety_lead') and s.resident_id <> '';
