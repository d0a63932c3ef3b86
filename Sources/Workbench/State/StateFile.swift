import Traces

/// State files: a session as JSON for people and for `state load`.
///
///     {"format": "croute-state", "version": 1, "croute": "0.1.0",
///      "settings": {"seed": "0", ...},                    all of `set`, as they are typed
///      "variables": {"budget": "0.001"},                  those of `let`
///      "traces": [                                        what was loaded, each once
///        {"simulation": "sim:routerbench", "queries": 2000, "seed": 0, "joins": []},
///        {"files": [FILE, ...], "source": "t.csv", "format": null, "cost": "usd", "map": {"quality": "correct"},
///         "clip": false, "joins": [{"file": FILE, "on": "query_id"}]}],
///      "estimates": [{"source": "e.csv", FILE}, ...],     the tables of `fit table`
///      "trace_sets": [SET, ...], "current": "routerbench",
///      "results": [RESULT, ...]}                          oldest first
///
///     FILE    {"path": "t.csv", "size": 1234, "sha256": "..."}, seen from the state file's folder where the file is in
///             it; a folder has "files": [{"name": ..., "size": ..., "sha256": ...}] instead of size and sum
///     SET     {"name": "routerbench", "traces": 0, "filters": [{"column": "group", "op": "=", "value": "x"}],
///             "pool": ["a", "b"] or null, "split": {"train": 0.2, "tune": 0.2, "seed": 0} or {"by": "split"} or null,
///             or {"folds": 5, "repeats": 1, "seed": 0},
///             "quality": FIT or null, "cost": FIT or null}
///     FIT     {"estimator": "noisy", "parameters": {"ante": "0.6"}, "seed": 0, "reference": [], "table": 0}
///     RESULT  {"names": ["_", "first"], "kind": "run", "on": SET, "strategy": "routing", "reference": [], POINT,
///             "draw": null or the seed of the draws, "guarantee": what `run --confidence` and `guarantee` tell in JSON}
///             of `advise` also "advice": {"cost": [...], "quality": [...], "ran": [...], "answered": [...], "repeats": [...]}
///             {..., "kind": "sweep", "on": SET, "reference": [], "strategies": [{"name": ..., "points": [POINT, ...]}]}
///             {..., "kind": "table", "columns": [{"title": ..., "key": ...}], "rows": [[CELL, ...], ...]}
///             {..., "tune_rows": 10000, ...}             a run or sweep whose prices were chosen on a sample of rows
///     POINT   "budget": 0.001, "lambdas": [...], "thresholds": [...], "runs": [...], "gamma": 0.1, "reachable": true, "cap": 0.01 (if any)
///     CELL    a text, a whole number, null, {"value": 0.1, "digits": 6}, {"value": 0.1, "decimals": 2} or
///             {"percent": 0.1}
///
/// Fits and outcomes are not stored: they are recomputed, bit for bit on the same machine. Tuned parameters are stored,
/// so that nothing is tuned again except where a policy needs its traces (`knn`, `oracle`). See docs/formats.md for
/// people.
enum StateFile {
  /// The version of state files that this program writes, and the latest that it reads.
  static let version = 1
  /// The format name in state files.
  static let format = "croute-state"
}
