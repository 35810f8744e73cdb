//! Licences (许可证): issued by granting a filing, read by holder and office.

mod issue;
mod read;
