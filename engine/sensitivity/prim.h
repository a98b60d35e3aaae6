#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// How PRIM may restrict a column.
enum class PrimColumnKind {
  kReal,      ///< An interval.
  kInteger,   ///< An interval whose ends are whole numbers that occur.
  kCategory,  ///< A set of categories, numbered from 0.
};

/// One input of the runs: a value for each of them.
struct PrimColumn {
  std::string name;
  PrimColumnKind kind = PrimColumnKind::kReal;
  std::vector<double> values;  ///< NaN: not known in that row, which is then left out.
};

/// What a peel or a paste is worth. `mean` is the share of interest in a box, n its rows.
enum class PrimObjective {
  kLenient1,  ///< Gain in mean per row given up or taken in: (mean' - mean) / |n' - n|.
  kLenient2,  ///< The same times the rows kept: n' (mean' - mean) / |n' - n|; F&F (14.6).
  /// The mean of the new box. Prefers large cuts of coarse columns; but goes on where every cut
  /// lowers the mean at first, as between two clusters at opposite corners, where the others stop.
  kOriginal,
};

struct PrimOptions {
  PrimObjective objective = PrimObjective::kLenient1;
  double peel_alpha = 0.05;   ///< Share of the box's rows that a real peel cuts; in (0, 0.5).
  double paste_alpha = 0.05;  ///< Share of the neighbouring rows that a real paste takes in.
  double mass_min = 0.05;     ///< A box keeps at least this share of all rows; in (0, 1).
  std::size_t max_boxes = 1;  ///< Covering: find a box, take its rows away, repeat. At least 1.
  /// Covering takes away the rows of a box's last step, as published trajectories do, rather than
  /// those of the suggested one.
  bool cover_last_step = false;
  /// Do as the EMA workbench does: paste nothing at all while no real column is restricted, paste
  /// integer columns by quantiles (so upwards never), and peel an integer column only as long as
  /// its limits occur in the box. For comparison with published trajectories only.
  bool paste_like_reference = false;
};

/// How a box restricts one column.
struct PrimLimit {
  std::size_t column = 0;
  double lower = 0;               ///< Rows with lower <= x <= upper are inside; reals, integers.
  double upper = 0;               ///< See lower.
  bool lower_restricted = false;  ///< False: `lower` is the smallest value of all rows.
  bool upper_restricted = false;  ///< False: `upper` is the largest value of all rows.
  std::vector<int> categories;    ///< Rows of these categories are inside; ascending.
  /// Quasi p-value of the restriction (Bryant & Lempert 2010, section 3.3): the probability of at
  /// least the box's cases of interest among its rows, were the share of interest that of the box
  /// without this restriction; one-sided binomial. NaN where unrestricted, or where the outcome is
  /// not 0 or 1 in every row. Of a category column: lower_quasi_p.
  double lower_quasi_p = 0;
  double upper_quasi_p = 0;  ///< See lower_quasi_p.
};

/// One box on the way from all rows to the last peel and paste.
struct PrimStep {
  double coverage = 0;            ///< Share of all interest (of all rows) that lies in the box.
  double density = 0;             ///< Mean outcome in the box.
  double mass = 0;                ///< Share of all rows that lies in the box.
  std::size_t rows = 0;           ///< Rows in the box.
  double interest = 0;            ///< Sum of the outcome over the box.
  std::vector<PrimLimit> limits;  ///< Restricted columns only, in column order.

  std::size_t restricted() const { return limits.size(); }
};

/// One box: its trade-off curve of coverage against density, and where on it to stand.
struct PrimBox {
  std::vector<PrimStep> trajectory;  ///< Step 0 holds every remaining row; then peels, then pastes.
  std::size_t peels = 0;             ///< Steps 1 to `peels` are peels.
  /// The step with the largest harmonic mean 2cd / (c + d) of coverage c and density d; of equal
  /// ones the one that restricts fewer columns, then the earlier.
  std::size_t suggested = 0;
};

struct PrimResult {
  std::vector<PrimBox> boxes;  ///< In the order found; at least one.
  std::size_t rows = 0;        ///< Rows that took part.
  std::size_t dropped = 0;     ///< Rows left out because the outcome or an input is NaN.
  double interest = 0;         ///< Sum of the outcome over the rows that took part.
  bool binary = true;          ///< Every outcome is 0 or 1, so there are quasi p-values.
};

/// Looks for boxes in which the outcome is frequent: "under which conditions does it happen?".
///
/// The patient rule induction method: Friedman & Fisher, Statistics and Computing 9 (1999), in the
/// form of scenario discovery: Bryant & Lempert, Technological Forecasting & Social Change 77
/// (2010). A peel cuts a thin slice off one side of one column (or one category), the best by the
/// objective, until the mass is spent; pastes then widen the box while its mean rises.
///
/// Slices of a real column end half-way between the two sorted values around quantile alpha of the
/// box; equal values there move the inner one inward. Among equal objectives the box that leaves
/// more columns unrestricted wins, then the first candidate: real columns, then integer ones, then
/// categories, each in column order; a peel tries the upper side first, a paste the lower.
/// The quantile of an integer column is rounded down; where it is the limit already, all rows at
/// the limit go. An integer paste takes in the nearest value that occurs beyond the limit. Later
/// boxes count coverage and mass in all rows, also those that earlier boxes took away; there are
/// none once no interest is left.
///
/// O(boxes x steps x columns x rows), on columns sorted once: 10^5 rows of 25 columns take about a
/// second. The same input gives the same boxes, on any machine.
///
/// @param outcome  in [0, 1] per row: 1 = of interest; shares of replicates are allowed. NaN: the
///                 row is left out and counted.
/// @return a Diagnostic with the path "columns[k]", "outcome" or the option's name for: unequal
///         lengths, infinite values, integers that are not whole, outcomes outside [0, 1], no row
///         left, no case of interest, options out of range.
Checked<PrimResult> FindPrimBoxes(std::span<const PrimColumn> columns,
                                  std::span<const double> outcome, const PrimOptions& options = {});

/// P(X >= successes), X binomial(trials, probability). Relative error about 1e-13 x trials.
/// O(trials).
double BinomialUpperTail(std::size_t successes, std::size_t trials, double probability);

}  // namespace dragoman
