//! Name badges, which have room for few letters.

struct Badge {
    text: String,
}

fn shorten(name: &str) -> &str {
    if name.len() <= 4 {
        return name;
    }
    &name[..4]
}

fn badges(names: &[&str]) -> Vec<Badge> {
    names.iter().map(|name| Badge { text: shorten(name).to_uppercase() }).collect()
}

pub fn main() {
    for names in [["Maria", "Franz"], ["Eva", "Jörg-Uwe"], ["Ida", "Heißinger"]] {
        for badge in badges(&names) {
            println!("{}", badge.text);
        }
    }
}
