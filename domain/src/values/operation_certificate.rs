//! 特种作业操作证编号.

use super::{ResidentId, ValueError, text};

text_value! { masked,
    /// The number of a special-operation certificate (特种作业操作证): "T" and the holder's resident identity number, 19 characters.
    /// As it contains that number, `Debug` shows it masked.
    ///
    /// Rule: <https://www.hcdyhr.cn/article/1128.html>; certificates are looked up at <https://cx.mem.gov.cn>.
    OperationCertificate
}

impl OperationCertificate {
    /// Checks the "T" and the identity number after it.
    ///
    /// # Errors
    /// `Empty`, `OperationCertificateShape`, `OperationCertificateId`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let number = text::filled(raw)?.to_ascii_uppercase();
        let id = number
            .strip_prefix('T')
            .filter(|id| id.chars().count() == 18)
            .ok_or(ValueError::OperationCertificateShape)?;
        let holder = ResidentId::parse(id).map_err(|_| ValueError::OperationCertificateId)?;
        Ok(Self::of(&holder))
    }

    /// The number that this person's certificate must bear.
    pub fn of(holder: &ResidentId) -> Self {
        Self(format!("T{holder}"))
    }

    /// Whose certificate it is.
    pub fn holder(&self) -> ResidentId {
        ResidentId::parse(&self.0[1..]).expect("the identity number was checked when the certificate was made")
    }

    /// Refuses a certificate of somebody else.
    ///
    /// # Errors
    /// `OperationCertificateHolder`.
    pub fn check_holder(&self, id: &ResidentId) -> Result<(), ValueError> {
        if &self.0[1..] == id.as_str() { Ok(()) } else { Err(ValueError::OperationCertificateHolder) }
    }

    /// "T" and the masked identity number, e.g. `T110105********002X`.
    pub fn masked(&self) -> String {
        format!("T{}********{}", &self.0[1..7], &self.0[15..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::resident_id::tests::ids;
    use proptest::prelude::*;

    #[test]
    fn known_numbers() {
        let certificate = OperationCertificate::parse("ｔ11010519491231002ｘ　").unwrap();
        assert_eq!(certificate.as_str(), "T11010519491231002X");
        assert_eq!(certificate.holder().as_str(), "11010519491231002X");
        assert_eq!(format!("{certificate:?}"), "OperationCertificate(T110105********002X)");
        let other = ResidentId::parse("34052419800101001X").unwrap();
        assert_eq!(certificate.check_holder(&other), Err(ValueError::OperationCertificateHolder));
    }

    #[test]
    fn each_fault_is_named() {
        let fault = |raw| OperationCertificate::parse(raw).unwrap_err();
        assert_eq!(fault(" "), ValueError::Empty);
        assert_eq!(fault("11010519491231002X"), ValueError::OperationCertificateShape);
        assert_eq!(fault("T11010519491231002"), ValueError::OperationCertificateShape);
        assert_eq!(fault("T110105194912310021"), ValueError::OperationCertificateId);
        assert_eq!(fault("T 1010519491231002X"), ValueError::OperationCertificateId);
        assert_eq!(fault("T 11010519491231002X"), ValueError::OperationCertificateShape);
    }

    proptest! {
        #[test]
        fn certificate_and_holder_name_each_other(raw in ids()) {
            let id = ResidentId::parse(&raw).unwrap();
            let certificate = OperationCertificate::of(&id);
            prop_assert_eq!(OperationCertificate::parse(certificate.as_str()).unwrap(), certificate.clone());
            prop_assert_eq!(certificate.check_holder(&id), Ok(()));
            prop_assert_eq!(certificate.masked(), format!("T{}", id.masked()));
            prop_assert_eq!(certificate.holder(), id);
        }
    }
}
