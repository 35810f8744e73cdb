-- What people were told (消息): one line for each account and key, kept when it has been read.

create table notices (
    id         text   not null primary key,
    account_id text   not null references accounts (id),
    -- Under which it is told once to each account.
    key        text   not null,
    filing_id  text   references filings (id),
    subject    text   not null,
    -- The first line says what to do.
    body       text   not null,
    -- The page where it is done.
    href       text   not null,
    created_at bigint not null,
    read_at    bigint,
    unique (account_id, key)
);
create index notices_of_account on notices (account_id, created_at, id);
create index notices_unread on notices (account_id, created_at, id) where read_at is null;

-- Whether the person wants them by mail too.
alter table accounts add column mail_notices bigint not null default 1;
