//! Many inputs on all cores, results in the order of the inputs, as soon as they are ready.

use std::collections::BTreeMap;
use std::sync::mpsc;

/// Results of each worker that may wait for an earlier, slower one. Bounds the memory of a batch of any length.
const AHEAD: usize = 8;

/// Deep documents are read by recursion: workers get room for it.
const STACK: usize = 16 << 20;

/// The workers: all cores, or as many as asked for.
pub fn workers(jobs: Option<usize>) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).stack_size(STACK).build()
}

/// Works on every input with `work` and hands the results to `write` in the order of the inputs. Ends early with the
/// error of `write`. `work` must not panic.
pub fn in_order<I: Sync, T: Send, E>(
    workers: &rayon::ThreadPool,
    inputs: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut write: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let window = workers.current_num_threads() * AHEAD;
    let (sender, receiver) = mpsc::channel::<(usize, T)>();
    let work = &work;
    workers.in_place_scope_fifo(|scope| {
        let mut to_do = inputs.iter().enumerate();
        let mut waiting = BTreeMap::new();
        let (mut handed_out, mut written) = (0, 0);
        while written < inputs.len() {
            for (index, input) in to_do.by_ref().take(written + window - handed_out) {
                let sender = sender.clone();
                handed_out += 1;
                // Nobody receives any more only if the writer has given up: then the result is not wanted.
                scope.spawn_fifo(move |_| drop(sender.send((index, work(input)))));
            }
            let Ok((index, result)) = receiver.recv() else { break };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&written) {
                written += 1;
                write(result)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> rayon::ThreadPool {
        workers(Some(2)).unwrap()
    }

    #[test]
    fn results_come_in_order_though_the_first_is_slow() {
        let inputs: Vec<u64> = (0..200).collect();
        let slow_now_and_then = |&i: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(if i % 50 == 0 { 5000 } else { 10 }));
            i
        };
        let mut out = Vec::new();
        let done: Result<(), ()> = in_order(&two(), &inputs, slow_now_and_then, |i| {
            out.push(i);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(out, inputs);
    }

    #[test]
    fn an_error_of_the_writer_ends_it() {
        let inputs: Vec<u64> = (0..10_000).collect();
        let done = in_order(&two(), &inputs, |&i| i, |i| if i == 3 { Err("enough") } else { Ok(()) });
        assert_eq!(done, Err("enough"));
    }

    #[test]
    fn nothing_to_do() {
        let done: Result<(), ()> = in_order(&two(), &[] as &[u8], |&i| i, |_| Ok(()));
        assert_eq!(done, Ok(()));
    }
}
