#include "engine/bargaining/offer_index.h"

#include "engine/bargaining/sorted_index.h"
#include "engine/bargaining/split_index.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

std::string CountText(std::uint64_t count) {
  return count == OutcomeSpace::kUncountable ? "more than 10^19" : std::to_string(count);
}

Diagnostic TooLargeToSort(const HalvedSpace& range, bool additive, const std::string& path) {
  return {path, Concat({"has ", CountText(range.num_outcomes()), " outcomes, too many to sort"}),
          Concat({"at most ", CountText(kMaxSortedOutcomes), " outcomes",
                  (additive ? ""
                            : ", or a utility without interaction terms and constraints, which is "
                              "searched by halves")})};
}

Diagnostic TooLargeToSplit(const HalvedSpace& range, const std::string& path) {
  const bool fronts = range.num_fronts() > range.num_backs();
  return {path,
          Concat({"has ", CountText(range.num_outcomes()), " outcomes, and its larger half ",
                  CountText(fronts ? range.num_fronts() : range.num_backs()), ": too many"}),
          Concat({"halves of at most ", CountText(kMaxHalf), " outcomes each"})};
}

bool FitsSplit(const HalvedSpace& range) {
  return range.num_fronts() <= kMaxHalf && range.num_backs() <= kMaxHalf;
}

IndexMethod ChooseMethod(const UtilityFunction& utility, const HalvedSpace& range,
                         const IndexOptions& options) {
  if (options.method != IndexMethod::kAuto) return options.method;
  if (!SplitIndex::CanServe(utility)) return IndexMethod::kSorted;
  const std::uint64_t sorted = options.one_off ? kSortedWhenOneOff : kSortedByDefault;
  if (range.num_outcomes() <= sorted) return IndexMethod::kSorted;
  // A lopsided space (an issue far larger than all others) may still be sorted.
  const bool sortable = range.num_outcomes() <= kMaxSortedOutcomes;
  return sortable && !FitsSplit(range) ? IndexMethod::kSorted : IndexMethod::kSplit;
}

}  // namespace

std::string_view IndexMethodName(IndexMethod method) {
  switch (method) {
    case IndexMethod::kAuto:
      return "auto";
    case IndexMethod::kSorted:
      return "sorted";
    case IndexMethod::kSplit:
      return "split";
  }
  return "";
}

Checked<std::unique_ptr<OfferIndex>> MakeOfferIndex(const UtilityFunction& utility,
                                                    const IndexOptions& options,
                                                    const std::string& path) {
  const HalvedSpace range(utility.space(), options.open);
  if (ChooseMethod(utility, range, options) == IndexMethod::kSplit) {
    if (!SplitIndex::CanServe(utility)) {
      return Diagnostic{path, "cannot be searched by halves: its utility is not a sum over issues",
                        "a utility without interaction terms and constraints"};
    }
    if (!FitsSplit(range)) return TooLargeToSplit(range, path);
    return std::unique_ptr<OfferIndex>(std::make_unique<SplitIndex>(utility, range, options.floor));
  }
  if (range.num_outcomes() > kMaxSortedOutcomes) {
    return TooLargeToSort(range, utility.additive(), path);
  }
  auto index = std::make_unique<SortedIndex>();
  index->Build(utility, range, options.floor);
  return std::unique_ptr<OfferIndex>(std::move(index));
}

}  // namespace dragoman
