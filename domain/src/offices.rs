//! The regional offices (派出能源监管机构) and the provinces that they supervise.
//!
//! Six regional bureaus and twelve provincial offices. The list of bodies is sourced
//! (m.zhangyue.com/readbook/13037761/3); which province belongs to which regional bureau is partly recollection, and the
//! digits of licence numbers are sourced for Shanghai only ("4-1-00033-2006"). See domain.md §5 and §7.

/// A regional office of the energy regulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Stored code.
    pub code: &'static str,
    /// Name on documents.
    pub name: &'static str,
    /// The first two digits of the licence numbers that it issues.
    pub prefix: (u8, u8),
    /// The provinces that it supervises.
    pub provinces: &'static [&'static str],
}

/// Every office, regional bureaus first.
pub const OFFICES: &[Office] = &[
    office("north", "国家能源局华北监管局", (1, 1), &["北京市", "天津市", "河北省", "内蒙古自治区"]),
    office("northeast", "国家能源局东北监管局", (2, 1), &["辽宁省", "吉林省", "黑龙江省"]),
    office("northwest", "国家能源局西北监管局", (3, 1), &["陕西省", "宁夏回族自治区", "青海省"]),
    office("east", "国家能源局华东监管局", (4, 1), &["上海市", "安徽省"]),
    office("central", "国家能源局华中监管局", (5, 1), &["湖北省", "江西省", "重庆市", "西藏自治区"]),
    office("south", "国家能源局南方监管局", (6, 1), &["广东省", "广西壮族自治区", "海南省"]),
    office("shanxi", "国家能源局山西监管办公室", (1, 2), &["山西省"]),
    office("shandong", "国家能源局山东监管办公室", (1, 3), &["山东省"]),
    office("gansu", "国家能源局甘肃监管办公室", (3, 2), &["甘肃省"]),
    office("xinjiang", "国家能源局新疆监管办公室", (3, 3), &["新疆维吾尔自治区"]),
    office("zhejiang", "国家能源局浙江监管办公室", (4, 2), &["浙江省"]),
    office("jiangsu", "国家能源局江苏监管办公室", (4, 3), &["江苏省"]),
    office("fujian", "国家能源局福建监管办公室", (4, 4), &["福建省"]),
    office("henan", "国家能源局河南监管办公室", (5, 2), &["河南省"]),
    office("hunan", "国家能源局湖南监管办公室", (5, 3), &["湖南省"]),
    office("sichuan", "国家能源局四川监管办公室", (5, 4), &["四川省"]),
    office("yunnan", "国家能源局云南监管办公室", (6, 2), &["云南省"]),
    office("guizhou", "国家能源局贵州监管办公室", (6, 3), &["贵州省"]),
];

const fn office(
    code: &'static str,
    name: &'static str,
    prefix: (u8, u8),
    provinces: &'static [&'static str],
) -> Office {
    Office { code, name, prefix, provinces }
}

/// The office with this code.
pub fn by_code(code: &str) -> Option<&'static Office> {
    OFFICES.iter().find(|office| office.code == code)
}

/// The office that supervises this province, or `None` for a province that is not on the list.
pub fn of_province(province: &str) -> Option<&'static Office> {
    OFFICES.iter().find(|office| office.provinces.contains(&province))
}

/// Every province, in the offices' order.
pub fn provinces() -> impl Iterator<Item = &'static str> {
    OFFICES.iter().flat_map(|office| office.provinces.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn eighteen_offices_supervise_thirty_one_provinces_once_each() {
        assert_eq!(OFFICES.len(), 18);
        assert_eq!(provinces().count(), 31);
        assert_eq!(provinces().collect::<HashSet<_>>().len(), 31);
        assert_eq!(OFFICES.iter().map(|office| office.prefix).collect::<HashSet<_>>().len(), 18);
    }

    #[test]
    fn shanghai_numbers_start_with_four_one() {
        assert_eq!(of_province("上海市").map(|office| office.prefix), Some((4, 1)));
        assert_eq!(of_province("火星"), None);
    }
}
