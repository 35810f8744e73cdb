-- Each line of the audit log holds the hash of the one before, so that a line that was changed, taken out or put in shows.

-- Place in the chain, from 1; 0 for lines that a version without the chain wrote, until they are chained.
alter table audit add column sequence bigint not null default 0;
alter table audit add column previous_hash text not null default '';
alter table audit add column hash text not null default '';
-- What the act was about besides, such as the reason of a reveal. Never a secret or an ID number.
alter table audit add column detail text not null default '';
create unique index audit_in_order on audit (sequence) where sequence <> 0;
create index audit_unchained on audit (at, id) where sequence = 0;
create index audit_by_account on audit (account, sequence);

-- The end of the chain. Whoever writes a line holds this row until the line is durable: one after the other.
create table audit_head (
    id       bigint not null primary key,
    sequence bigint not null,
    hash     text   not null
);
insert into audit_head (id, sequence, hash) values (1, 0, '');
create trigger audit_head_no_delete before delete on audit_head begin select raise(abort, 'audit_head is kept'); end;

-- A line is written once, but that one without a place gets its place.
drop trigger audit_no_update;
create trigger audit_no_update before update on audit when old.sequence <> 0 begin select raise(abort, 'audit is append-only'); end;
