//! Lays products out in rows of a grid.

struct Page {
    columns: usize,
}

impl Page {
    fn for_width(pixels: usize) -> Page {
        Page { columns: pixels / 240 }
    }

    fn rows<'a>(&self, skus: &[&'a str]) -> Vec<Vec<&'a str>> {
        skus.chunks(self.columns).map(|row| row.to_vec()).collect()
    }
}

fn render(pixels: usize, skus: &[&str]) -> String {
    let rows = Page::for_width(pixels).rows(skus);
    rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n")
}

pub fn main() {
    let skus = ["TEA-01", "CUP-07", "POT-03"];
    println!("{}", render(640, &skus));
    println!("{}", render(200, &skus));
}
