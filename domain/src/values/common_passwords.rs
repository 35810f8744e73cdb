//! Passwords that guessers try first, of ten characters and more; shorter and simple ones are refused by their shape.
//!
//! Half are in the frequency lists of zxcvbn (<https://github.com/dropbox/zxcvbn>) or the 20 000 of Django
//! (<https://gist.github.com/roycewilliams/226886fd01572964e1431ac8afc999ce>). The other half, pinyin and "520 1314" favourites,
//! surnames, defaults of administrators and the words of this field, were added by hand without a published list.

/// Lower case, sorted.
#[rustfmt::skip]
pub(super) const COMMON: &[&str] = &[
    "0102030405", "0192837465", "0987654321q", "1020304050", "1029384756", "1111111111a", "111111111a", "1111122222",
    "111222333444", "1122334455", "112233445566", "11223344556677", "1123581321", "1212121212", "1213141516",
    "1231231231", "123123123123", "123321123321", "12341234123", "1234512345", "1234554321", "123456123456",
    "12345654321", "123456654321", "12345678900", "1234567890a", "1234567890q", "1234567891", "12345678910",
    "123456789123", "123456789123456789", "1234567899", "123456789987654321", "123456789a", "123456789abc",
    "123456789d", "123456789m", "123456789q", "123456789qwe", "123456789s", "123456789w", "123456789x", "123456789z",
    "123456789zxc", "123456abcd", "123456qwerty", "12345qwert", "12345qwerty", "123qweasdzxc", "1314520123",
    "13145201314", "1314520520", "1314520a123", "13145211314", "1357908642", "1357924680", "1472583690",
    "14725836900", "147258369147", "147258369a", "1a2b3c4d5e", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv", "1qazxsw23edc", "3141592653", "31415926535", "5201314123", "5201314520", "52013145201314",
    "5555566666", "5845201314", "6666688888", "741852963a", "7758521521", "77585217758521", "7894561230",
    "789456123a", "8888866666", "987654321a", "987654321q", "a1111111111", "a123456789", "a1234567890", "a147258369",
    "a1b2c3d4e5", "a1s2d3f4g5", "a5201314520", "aa123456789", "abc1234567", "abc12345678", "abc123456789",
    "abcd123456", "abcd12345678", "abcde12345", "abcdef123456", "abcdefg123", "admin12345", "admin123456",
    "admin1234567", "admin123admin", "admin888888", "admin@123456", "administrator", "aini1314520", "aini5201314",
    "asdf123456", "asdfg12345", "asdfghjkl1", "asdfghjkl123", "asdfghjkl;", "basketball", "beijing123", "beijing2008",
    "changeme123", "chen123456", "china123456", "dianli123456", "dianwang123", "dragonball", "guest123456",
    "guodian123456", "guojiadianwang", "hellokitty", "huang123456", "iloveyou12", "iloveyou123", "iloveyou1314",
    "iloveyou520", "l123456789", "letmein123", "love123456", "love1314520", "love5201314", "loveyou1314",
    "m123456789", "manager123", "meimima123", "mima123456", "mima12345678", "mypassword", "nihao12345", "nihao123456",
    "nihao123456789", "oracle123456", "p@ssw0rd123", "p@ssw0rd1234", "p@ssword123", "passw0rd123", "passw0rd1234",
    "password01", "password11", "password12", "password123", "password1234", "password12345", "password123456",
    "poiuytrewq", "q123456789", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedc1", "qazwsxedc123", "qazwsxedcrfv",
    "qweasdzxc1", "qweasdzxc123", "qwer123456", "qwer12345678", "qwert12345", "qwerty1234", "qwerty12345",
    "qwerty123456", "qwertyqwerty", "qwertyuiop", "qwertyuiop1", "qwertyuiop123", "root123456", "s123456789",
    "shanghai123", "superman123", "system123456", "test123456", "user123456", "w123456789", "wang123456",
    "wangjimima", "welcome123", "welcome1234", "woaini1234", "woaini12345", "woaini123456", "woaini1234567",
    "woaini1314", "woaini1314520", "woaini1314521", "woaini1314woaini", "woaini5201314", "woaini520520",
    "woaini521521", "woaiwojia123", "woaiwoziji", "woaizhongguo", "wobuzhidao", "wobuzhidao123", "wodemima123",
    "wojiushiwo", "wojiushiwo123", "woshishui123", "x123456789", "xiang123456", "xiaoxiao123", "xukezheng123",
    "yang123456", "z123456789", "z1x2c3v4b5", "zhang123456", "zhang123456789", "zhao123456", "zhongguo123",
    "zhongguo123456", "zhongguo2008", "zhou123456", "zizhi123456", "zxc123456789", "zxcasdqwe123", "zxcvb12345",
    "zxcvbnm123", "zxcvbnm123456", "我爱你一生一世一万年", "我爱你我爱你我爱你我",
];

#[cfg(test)]
mod tests {
    use super::COMMON;

    #[test]
    fn the_list_is_sorted_lower_case_and_long_enough_to_matter() {
        assert!(COMMON.is_sorted_by(|a, b| a < b));
        assert!(COMMON.iter().all(|p| p.chars().count() >= 10 && *p == p.to_lowercase()));
    }
}
