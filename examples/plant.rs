use gouji::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let n: usize = args[0].parse().unwrap();
    for path in &args[1..] {
        let bytes = std::fs::read(path).unwrap();
        for r in import::import(&bytes, path, &Options::default()) {
            let Ok(i) = r else { continue };
            let t = quality::plant::plant_all(&i.document, path, i.format, n, 7, &Options::default());
            println!("## {path} {:?}", t.total());
            for f in t.failures.iter().take(25) {
                println!("{f}\n");
            }
        }
    }
}
