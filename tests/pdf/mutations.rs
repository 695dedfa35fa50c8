//! Broken copies of sound files: cut off, with bits flipped, bytes replaced, pieces put in twice. Each ends in a document or in a
//! message, soon.

use super::*;
use gouji::check_file;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A test without optimisation is many times slower than what people use.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 3 });

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 as usize % end
    }
}

fn broken(sound: &[u8], round: usize, dice: &mut Dice) -> Vec<u8> {
    let mut copy = sound.to_vec();
    match round % 4 {
        0 => copy.truncate(dice.below(sound.len())),
        1 => {
            for _ in 0..1 + dice.below(40) {
                copy[dice.below(sound.len())] ^= 1 << dice.below(8);
            }
        }
        2 => {
            for _ in 0..1 + dice.below(400) {
                copy[dice.below(sound.len())] = dice.below(256) as u8;
            }
        }
        _ => {
            let from = dice.below(sound.len());
            let to = (from + dice.below(4_000)).min(sound.len());
            let at = dice.below(sound.len());
            copy.splice(at..at, sound[from..to].iter().copied());
        }
    }
    copy
}

/// Checks `rounds` broken copies of a file; says how many were read, and how long the slowest took.
fn survive(path: &str, rounds: usize) -> (usize, Duration) {
    let sound = bytes(path);
    let (sender, results) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        for round in 0..rounds {
            let copy = broken(&sound, round, &mut dice);
            let start = Instant::now();
            let read = check_file(&copy, "report.pdf", &Options::default()).iter().any(Result::is_ok);
            if sender.send((read, start.elapsed())).is_err() {
                return;
            }
        }
    });
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for round in 0..rounds {
        match results.recv_timeout(PATIENCE) {
            Ok((was_read, took)) => {
                read += usize::from(was_read);
                slowest = slowest.max(took);
            }
            Err(error) => panic!("{path}, round {round}: {error}"),
        }
    }
    assert!(worker.join().is_ok(), "{path}");
    (read, slowest)
}

#[test]
fn broken_copies_end_in_a_message() {
    for name in ["hostile/scanned.pdf", "hostile/encrypted-owner-only.pdf"] {
        survive(&format!("fixtures/{name}"), 40);
    }
}

/// Takes minutes: `cargo test --test pdf broken_copies -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn broken_copies_of_the_corpus() {
    for name in [
        "final-accounts-2024-planning",
        "final-accounts-template",
        "budget-2025-office",
        "budget-2025-subdistrict",
    ] {
        let (read, slowest) = survive(&format!("corpus/{name}.pdf"), 500);
        println!("{name}: 500 broken copies, {read} read, slowest {slowest:?}");
    }
}
