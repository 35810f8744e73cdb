-- What the public may look up, and what is counted.

-- What the register is searched by, kept with each change of a licence: the holder's name folded as in enterprises, and the grade
-- in each category, empty without.
alter table licences add column holder_folded text not null default '';
alter table licences add column install       text not null default '';
alter table licences add column repair        text not null default '';
alter table licences add column test          text not null default '';
update licences
set holder_folded = coalesce((select e.name_folded from enterprises e where e.id = licences.enterprise_id), ''),
    install       = coalesce(json_extract(body, '$.scope.install'), ''),
    repair        = coalesce(json_extract(body, '$.scope.repair'), ''),
    test          = coalesce(json_extract(body, '$.scope.test'), '');
-- A page of the register is found in this index alone.
create index licences_register on licences (number, holder_folded, office, status, install, repair, test);
create index licences_by_scope on licences (office, status, install, repair, test);

-- How often a certificate was looked up, by day.
create table certificate_looks (
    public_id text   not null,
    day       text   not null,
    times     bigint not null,
    primary key (public_id, day)
);
create index certificate_looks_by_day on certificate_looks (day);

-- Decisions, the latest first.
create index events_decisions on events (at, id) where action in ('grant', 'refuse');
-- What an office was given, for the figures: its steps are then found filing by filing.
create index filings_counted on filings (office, id, kind, track, status, submitted_at) where submitted_at is not null;
-- Corrections that were asked for in a period.
create index corrections_by_day on corrections (requested_at);
