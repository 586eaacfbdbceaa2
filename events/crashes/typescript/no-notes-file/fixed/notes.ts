// Release notes for the about page.
function readNotes(folder: string, version: string): string[] {
  let text = "";
  try {
    text = Deno.readTextFileSync(`${folder}/${version}.txt`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return text.split("\n").filter((line) => line !== "");
}

function aboutPage(folder: string, versions: string[]): string {
  const parts = versions.map((version) => {
    const notes = readNotes(folder, version);
    return `${version}: ${notes.length} notes`;
  });
  return parts.join("\n");
}

export function main() {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "notes" });
  Deno.writeTextFileSync(`${folder}/1.4.1.txt`, "faster search\nnew till\n");
  console.log(aboutPage(folder, ["1.4.1"]));
  console.log(aboutPage("/nonexistent/notes", ["1.4.2"]));
}
