#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "engine/bargaining/halved_space.h"
#include "engine/bargaining/offer_source.h"
#include "engine/core/diagnostic.h"
#include "engine/preferences/utility_function.h"

namespace dragoman {

/// How an index finds offers. The answers are the same.
enum class IndexMethod : unsigned char {
  kAuto,    ///< Whichever fits; see MakeOfferIndex.
  kSorted,  ///< Every outcome, sorted: a question takes some ten nanoseconds.
  kSplit,   ///< Two sorted halves of the issues, met in the middle: no enumeration.
};

/// Which offers an index holds, and how.
struct IndexOptions {
  /// Only offers worth at least this, such as a reservation value; forbidden ones never.
  double floor = -std::numeric_limits<double>::infinity();
  OpenIssues open = {};
  IndexMethod method = IndexMethod::kAuto;
  /// Serves one sitting or a few, so what is built fastest is best.
  bool one_off = false;
};

/// The offers of one party in the order of their worth to it. Built once, never changed, so
/// sessions and threads may share it; each seat looks into it through a source of its own.
class OfferIndex {
 public:
  virtual ~OfferIndex() = default;

  /// A source for one seat of one sitting after the other. The index must outlive it. All heap it
  /// will ever need is taken here.
  virtual std::unique_ptr<OfferSource> MakeSource() const = 0;
  virtual double size() const = 0;
  /// No offer worth less is in it.
  virtual double floor() const = 0;
  /// kSorted or kSplit.
  virtual IndexMethod method() const = 0;
};

/// "sorted" or "split".
std::string_view IndexMethodName(IndexMethod method);

/// The largest space that is sorted, in outcomes: 16 bytes each, and 12 more while it is built.
inline constexpr std::uint64_t kMaxSortedOutcomes = std::uint64_t{1} << 24;
/// Additive spaces beyond this are split unless the caller wants them sorted.
inline constexpr std::uint64_t kSortedByDefault = std::uint64_t{1} << 20;
/// The same for an index that serves a sitting or two.
inline constexpr std::uint64_t kSortedWhenOneOff = std::uint64_t{1} << 11;
/// The largest half of a split space: 28 bytes each. Two such halves make 4 10^12 outcomes.
inline constexpr std::uint64_t kMaxHalf = std::uint64_t{1} << 21;

/// Builds the index that fits: sorted where the space is small or the utility not additive, else
/// split. `utility` must outlive the index.
///
/// Wrong are, with `path` in the diagnostic: a utility with interaction terms or constraints over
/// more than kMaxSortedOutcomes outcomes, an additive one whose halves exceed kMaxHalf, and a
/// method asked for that cannot do it.
Checked<std::unique_ptr<OfferIndex>> MakeOfferIndex(const UtilityFunction& utility,
                                                    const IndexOptions& options,
                                                    const std::string& path);

}  // namespace dragoman
