-- Corrections (补正), the comments that they are made of, and the reasons that administrators keep.

-- One notice each: everything at once, and when it was answered.
create table corrections (
    filing_id      text   not null references filings (id),
    round          bigint not null,
    requested_at   bigint not null,
    requested_by   text   not null references accounts (id),
    -- Why the head asks once more; empty in the first round.
    head_reason    text   not null,
    resubmitted_at bigint,
    primary key (filing_id, round)
);

-- A reviewer's remark on a field, a row or a document. With a round it is an item of that notice, and stays as it is but for
-- the enterprise's answer.
create table comments (
    id         text   not null primary key,
    filing_id  text   not null references filings (id),
    revision   bigint not null,
    path       text   not null,
    -- What the place was called when the remark was made: a row may be gone later.
    label      text   not null,
    reason     text   not null,
    author_id  text   not null references accounts (id),
    created_at bigint not null,
    updated_at bigint not null,
    round      bigint,
    answer     text   not null default '',
    -- Made by the dialog when it opened: sending a remark twice makes it once.
    key        text   not null,
    unique (filing_id, key)
);
create index comments_by_filing on comments (filing_id, round);

-- What nobody had asked to be put right and yet stood in the way of submitting again: open as well, for the round.
create table correction_openings (
    filing_id text   not null references filings (id),
    round     bigint not null,
    path      text   not null,
    primary key (filing_id, round, path)
);

-- Documents that were submitted once and deleted or replaced since: a version still names them.
create table former_attachments (
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
create index former_attachments_by_hash on former_attachments (sha256);

-- A deferred document that was handed in and found wrong: why its hand-in was undone, and when.
alter table deferrals add column returned_at bigint;
alter table deferrals add column returned_reason text not null default '';

-- Reasons to pick from, by what they are for, with how often each was used.
create table reasons (
    id         text   not null primary key,
    revision   bigint not null,
    topic      text   not null,
    position   bigint not null,
    text       text   not null,
    uses       bigint not null default 0,
    retired_at bigint,
    updated_at bigint not null,
    -- Made by the dialog when it opened: adding twice adds once.
    key        text   not null unique
);
create index reasons_in_order on reasons (topic, position);

insert into reasons (id, revision, topic, position, text, updated_at, key) values
    ('00000000000000000000000000000501', 1, 'correction', 1, '所填内容与证明材料不一致，请核对后更正。', 0, 'shipped-1'),
    ('00000000000000000000000000000502', 1, 'correction', 2, '材料不清晰，无法辨认，请重新上传清晰的扫描件。', 0, 'shipped-2'),
    ('00000000000000000000000000000503', 1, 'correction', 3, '材料缺页或未加盖公章，请补全后重新上传。', 0, 'shipped-3'),
    ('00000000000000000000000000000504', 1, 'correction', 4, '证书已过有效期，请更换有效证书或更换人员。', 0, 'shipped-4'),
    ('00000000000000000000000000000505', 1, 'decline', 1, '申请事项依法不需要取得行政许可。', 0, 'shipped-5'),
    ('00000000000000000000000000000506', 1, 'decline', 2, '申请事项不属于本机关职权范围，请向有管辖权的机关申请。', 0, 'shipped-6'),
    ('00000000000000000000000000000507', 1, 'refuse', 1, '经审查，不符合申请类别和等级的许可条件。', 0, 'shipped-7'),
    ('00000000000000000000000000000508', 1, 'refuse', 2, '申请材料与实际情况不符。', 0, 'shipped-8'),
    ('00000000000000000000000000000509', 1, 'extend', 1, '案情复杂，需要进一步核实有关情况。', 0, 'shipped-9'),
    ('0000000000000000000000000000050a', 1, 'return_deferred', 1, '补交的材料与要求不符，请重新上传。', 0, 'shipped-10');
