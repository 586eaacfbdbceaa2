// Shortens the links of partners for the footer of the page.
interface Partner {
  name: string;
  link: string;
}

function hostOf(link: string): string {
  const url = new URL(link);
  return url.hostname.replace(/^www\./, "");
}

function footer(partners: Partner[]): string {
  return partners.map((partner) => `${partner.name} (${hostOf(partner.link)})`).join(", ");
}

export function main() {
  const partners = [{ name: "Tea House", link: "https://www.teahouse.example/shop" }];
  console.log(footer(partners));
  partners.push({ name: "Cup Makers", link: "www.cups.example" });
  console.log(footer(partners));
}
