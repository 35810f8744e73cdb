//! Ratings (好差评): the rating page for those who have a to-do or scanned a code, what comes of a rating, and what the office
//! does with codes, bad ratings and figures.

pub mod api;
mod card;
mod case;
mod cases;
mod faces;
mod fields;
mod figures;
mod matter;
mod matters;
mod rate;
mod receipt;
mod steps;
mod tabs;
mod visits;

pub use card::RatingCodePage;
pub use case::RatingCasePage;
pub use cases::RatingCasesPage;
pub use figures::RatingFiguresPage;
pub use matter::{MatterRating, RateMatterPage, Thanks};
pub use matters::RatingMattersPage;
pub use rate::RatePage;
pub use receipt::ReceiptPage;
pub use visits::VisitCodesPage;
