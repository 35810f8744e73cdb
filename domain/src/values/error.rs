//! What can be wrong with one value, in the words shown beside the field.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a value was refused. `Display` is the Chinese message for the person at the form; it never repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum ValueError {
    /// Nothing but white space.
    #[error("请填写")]
    Empty,
    /// Nothing chosen from a list.
    #[error("请选择")]
    NotChosen,
    /// More lines in a list than the form holds.
    #[error("不能超过{max}行")]
    TooManyLines {
        /// The greatest number of lines.
        max: u32,
    },
    /// More characters than the field holds.
    #[error("不能超过{max}个字")]
    TooLong {
        /// The greatest number of characters.
        max: u32,
    },
    /// A control character, or one that reverses the direction of text.
    #[error("含有不可见的控制字符，请删除后重试")]
    ControlCharacter,

    /// Not 17 digits and a digit or X.
    #[error("身份证号码应为18位，前17位为数字，最后一位为数字或X")]
    ResidentIdShape,
    /// The eight digits of the birth date name no day since 1900.
    #[error("身份证号码中的出生日期不存在")]
    ResidentIdBirth,
    /// The check character does not fit the rest.
    #[error("身份证号码校验位不正确，请核对")]
    ResidentIdCheck,
    /// The birth date lies after today.
    #[error("身份证号码中的出生日期晚于今天，请核对")]
    ResidentIdFuture,

    /// Not 18 characters of the set of GB 32100.
    #[error("统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）")]
    CreditCodeShape,
    /// The check character does not fit the rest.
    #[error("统一社会信用代码校验位不正确，请核对")]
    CreditCodeCheck,

    /// Not a mainland mobile number.
    #[error("请输入正确的手机号码（11位，以1开头）")]
    Mobile,
    /// Not six digits.
    #[error("邮政编码应为6位数字")]
    PostalCode,
    /// Not an e-mail address.
    #[error("请输入正确的电子邮箱，如name@example.com")]
    Email,

    /// Not of the shape 4-1-00033-2006.
    #[error("许可证编号格式应为“4-1-00033-2006”")]
    LicenceNumberShape,
    /// The parts of a new number do not fit its shape: a digit, a digit, 1 to 99999, a year of four digits.
    #[error("许可证编号超出可用范围，请联系管理员")]
    LicenceNumberRange,

    /// Not "T" and 18 characters.
    #[error("特种作业操作证编号应为字母T加18位身份证号码")]
    OperationCertificateShape,
    /// What follows the "T" is no resident identity number.
    #[error("特种作业操作证编号中的身份证号码不正确，请核对")]
    OperationCertificateId,
    /// The number belongs to somebody else.
    #[error("特种作业操作证编号与持证人的身份证号码不一致")]
    OperationCertificateHolder,

    /// Not 4 to 32 characters.
    #[error("用户名应为4至32个字")]
    AccountNameLength,
    /// Something other than Han characters, Latin letters, digits, `_` and `-`.
    #[error("用户名只能使用汉字、字母、数字、下划线和短横线")]
    AccountNameCharacters,

    /// Fewer than 10 characters.
    #[error("密码至少10个字符")]
    PasswordTooShort,
    /// More than 128 characters.
    #[error("密码不能超过128个字符")]
    PasswordTooLong,
    /// Among the passwords tried first.
    #[error("该密码过于常见，请更换")]
    PasswordCommon,
    /// One character repeated, or characters in plain order.
    #[error("密码不能是重复或连续的字符，请更换")]
    PasswordSimple,
    /// The account name is part of it.
    #[error("密码不能包含用户名")]
    PasswordContainsAccountName,

    /// Not `YYYY-MM-DD`.
    #[error("请输入正确的日期，如2026-01-31")]
    DateShape,
    /// The calendar has no such day.
    #[error("该日期不存在，请核对")]
    DateMissing,
    /// Outside the years a filing can speak of.
    #[error("日期应在1900年至2199年之间")]
    DateRange,

    /// Not a number in plain digits.
    #[error("请输入数字，如1200或1200.5")]
    NumberShape,
    /// A fraction where a count is asked for.
    #[error("请输入整数")]
    NumberFraction,
    /// Below zero.
    #[error("不能为负数")]
    NumberNegative,
    /// More than four decimals.
    #[error("小数点后最多4位")]
    NumberDecimals,
    /// More than the field holds.
    #[error("数字过大，请核对")]
    NumberTooLarge,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_chinese_and_survives_the_wire() {
        let error = ValueError::TooLong { max: 50 };
        assert_eq!(error.to_string(), "不能超过50个字");
        let json = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<ValueError>(&json).unwrap(), error);
        assert_eq!(serde_json::to_string(&ValueError::Empty).unwrap(), "\"Empty\"");
    }
}
