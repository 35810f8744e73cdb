//! Who appears in the demonstration.

use domain::accounts::Role;
use domain::workflow::Action;

/// A member of the regulator's staff.
pub(super) struct Member {
    pub account: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub office: Option<&'static str>,
    pub what: &'static str,
}

/// How far an enterprise's filing has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// No filing yet.
    Registered,
    /// A draft that lacks a few things, so that the check has something to say.
    Draft,
    /// Submitted, and then these steps by these accounts.
    Submitted(&'static [(&'static str, Action)]),
    /// Licensed so long ago that the licence runs out this many days after the demonstration is made.
    RunsOutIn(u64),
}

/// An enterprise with its account.
pub(super) struct Company<'a> {
    pub account: &'a str,
    pub name: &'a str,
    pub representative: &'a str,
    /// Administrative division (GB/T 2260), in which its people were registered too.
    pub region: &'a str,
    /// Among the enterprises that share a division: it and its people have numbers of their own.
    pub series: usize,
    pub province: &'a str,
    pub address: &'a str,
    pub postal_code: &'a str,
    pub free_trade_zone: bool,
    /// Account of the parent organisation, which comes before it.
    pub parent: Option<&'a str>,
    pub progress: Progress,
    pub what: &'a str,
}

/// From the queue to the licence.
pub(super) const GRANTED: &[(&str, Action)] = &[
    ("reviewer-east", Action::Claim),
    ("reviewer-east", Action::Accept),
    ("reviewer-east", Action::Examine),
    ("reviewer-east", Action::PassToCommittee),
    // The committee's step: a meeting is held.
    ("head-east", Action::PassToSignOff),
    ("head-east", Action::Grant),
];

/// How many days before its expiry a licence is made of which a renewal can be filed for.
pub(super) const RENEWABLE: u64 = 60;

pub(super) const STAFF: &[Member] = &[
    member("reviewer-east", "陈志远", Role::Reviewer, Some("east"), "华东监管局"),
    member("reviewer2-east", "周晓岚", Role::Reviewer, Some("east"), "华东监管局"),
    member("head-east", "顾明德", Role::Head, Some("east"), "华东监管局"),
    member("reviewer-south", "黄嘉敏", Role::Reviewer, Some("south"), "南方监管局"),
    member("reviewer2-south", "林晓峰", Role::Reviewer, Some("south"), "南方监管局"),
    member("head-south", "梁伟强", Role::Head, Some("south"), "南方监管局"),
    member("administrator", "系统管理员", Role::Administrator, None, "管理账号和设置"),
];

const fn member(
    account: &'static str,
    name: &'static str,
    role: Role,
    office: Option<&'static str>,
    what: &'static str,
) -> Member {
    Member { account, name, role, office, what }
}

pub(super) const ENTERPRISES: &[Company<'static>] = &[
    Company {
        account: "demo-group",
        name: "上海浦江能源（集团）有限公司",
        representative: "沈国栋",
        region: "310101",
        series: 0,
        province: "上海市",
        address: "上海市黄浦区中山东一路100号",
        postal_code: "200002",
        free_trade_zone: false,
        parent: None,
        progress: Progress::Registered,
        what: "集团公司，可选作上级企业",
    },
    Company {
        account: "demo-enterprise",
        name: "上海浦江电力工程有限公司",
        representative: "陆建平",
        region: "310104",
        series: 0,
        province: "上海市",
        address: "上海市徐汇区漕溪北路88号12楼",
        postal_code: "200030",
        free_trade_zone: false,
        parent: Some("demo-group"),
        progress: Progress::Draft,
        what: "填报中的许可证新申请，尚有几项未符合",
    },
    Company {
        account: "demo-hefei",
        name: "合肥庐阳电力安装有限公司",
        representative: "方世杰",
        region: "340103",
        series: 0,
        province: "安徽省",
        address: "安徽省合肥市庐阳区长江中路200号",
        postal_code: "230001",
        free_trade_zone: false,
        parent: None,
        progress: Progress::Submitted(&[]),
        what: "已提交的许可证新申请，待领取",
    },
    Company {
        account: "demo-licensed",
        name: "上海申能检修有限公司",
        representative: "徐文彬",
        region: "310105",
        series: 0,
        province: "上海市",
        address: "上海市长宁区延安西路1500号",
        postal_code: "200052",
        free_trade_zone: false,
        parent: Some("demo-group"),
        progress: Progress::Submitted(GRANTED),
        what: "已取得许可证",
    },
    Company {
        account: "demo-renewal",
        name: "上海曹杨电气安装有限公司",
        representative: "孙志平",
        region: "310107",
        series: 0,
        province: "上海市",
        address: "上海市普陀区兰溪路120号",
        postal_code: "200062",
        free_trade_zone: false,
        parent: None,
        progress: Progress::RunsOutIn(RENEWABLE),
        what: "许可证还有两个月到期，可申请延续及其他业务",
    },
    Company {
        account: "demo-zone",
        name: "广州南沙电力建设有限公司",
        representative: "何志刚",
        region: "440105",
        series: 0,
        province: "广东省",
        address: "广东省广州市南沙区环市大道中29号",
        postal_code: "511458",
        free_trade_zone: true,
        parent: None,
        progress: Progress::Registered,
        what: "自贸区企业，尚未申请",
    },
    Company {
        account: "demo-hangzhou",
        name: "杭州钱塘电气试验有限公司",
        representative: "钱永康",
        region: "330102",
        series: 0,
        province: "浙江省",
        address: "浙江省杭州市上城区解放路150号",
        postal_code: "310009",
        free_trade_zone: false,
        parent: None,
        progress: Progress::Registered,
        what: "浙江省企业，尚未申请",
    },
];

/// The enterprise with as many electricians as one asks for.
pub(super) const LARGE: Company<'static> = Company {
    account: "demo-electricians",
    name: "上海电力建设总公司",
    representative: "魏长河",
    region: "310106",
    series: 0,
    province: "上海市",
    address: "上海市静安区南京西路1266号",
    postal_code: "200040",
    free_trade_zone: false,
    parent: Some("demo-group"),
    progress: Progress::Draft,
    what: "填报中的许可证新申请，人员和业绩很多",
};
