#include "engine/bargaining/sorted_index.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/bargaining/utility_table.h"

namespace dragoman {
namespace {

class SortedSource final : public OfferSource {
 public:
  explicit SortedSource(const SortedIndex& index) : index_(index) {
    front_score_.reserve(static_cast<std::size_t>(index.range().num_fronts()));
    back_score_.reserve(static_cast<std::size_t>(index.range().num_backs()));
  }

  double size() const override { return static_cast<double>(index_.entries().size()); }
  double best_worth() const override {
    return index_.entries().empty() ? 0 : index_.entries().back().worth;
  }
  double worst_worth() const override {
    return index_.entries().empty() ? 0 : index_.entries().front().worth;
  }

  bool CheapestWithin(double low, double high, PoolOffer* found) override {
    const std::size_t k = index_.LowerBound(low);
    if (k == index_.entries().size() || !(index_.entries()[k].worth <= high)) return false;
    Fill(k, found);
    return true;
  }

  bool Ranked(std::uint64_t rank, PoolOffer* found) override {
    const std::size_t count = index_.entries().size();
    if (rank >= count) return false;
    Fill(count - 1 - static_cast<std::size_t>(rank), found);
    return true;
  }

  bool BestScoredWithin(double low, double high, std::span<const double> score,
                        PoolOffer* found) override;

  void ForEachWithin(double low, double high, FunctionRef<bool(const PoolOffer&)> visit) override {
    const std::size_t first = index_.LowerBound(low);
    PoolOffer offer;
    for (std::size_t k = index_.UpperBound(high); k-- > first;) {
      Fill(k, &offer);
      if (!visit(offer)) return;
    }
  }

 private:
  void Fill(std::size_t k, PoolOffer* found) const {
    const WorthEntry& entry = index_.entries()[k];
    index_.Decode(entry.code, &found->offer);
    found->worth = entry.worth;
    found->seen_worth = 0;
    found->margin = index_.reservation();
  }

  const SortedIndex& index_;
  std::vector<double> front_score_;
  std::vector<double> back_score_;
};

// Sums of halves tell within a rounding error which offers can be best; only those are summed
// exactly as the contract says, left to right.
bool SortedSource::BestScoredWithin(double low, double high, std::span<const double> score,
                                    PoolOffer* found) {
  const std::size_t first = index_.LowerBound(low);
  const std::size_t last = index_.UpperBound(high);
  if (first >= last) return false;
  const HalvedSpace& range = index_.range();
  const std::size_t issues = range.num_issues();
  front_score_.resize(static_cast<std::size_t>(range.num_fronts()));
  back_score_.resize(static_cast<std::size_t>(range.num_backs()));
  TabulateSums(range, score, 0, 0, range.cut(), front_score_);
  TabulateSums(range, score, 0, range.cut(), issues, back_score_);
  const double slack = ReorderingError(range, score, 0);

  std::size_t best = last;
  double best_score = -std::numeric_limits<double>::infinity();
  for (std::size_t k = first; k < last; ++k) {
    const std::uint32_t code = index_.entries()[k].code;
    const std::uint32_t back = index_.BackOf(code);
    double sum = front_score_[index_.FrontOf(code)];
    if (sum + back_score_[back] < best_score - slack) continue;
    for (std::size_t i = range.cut(); i < issues; ++i) {
      sum += score[range.flat(i) + range.Digit(i, back)];
    }
    if (best != last && !(sum > best_score)) continue;
    best = k;
    best_score = sum;
  }
  Fill(best, found);
  return true;
}

}  // namespace

void SortedIndex::Build(const UtilityFunction& utility, const HalvedSpace& range, double floor) {
  DRAGOMAN_ASSERT(range.num_outcomes() <= kMaxSortedOutcomes);
  range_ = range;
  floor_ = floor;
  reservation_ = utility.reservation_value();
  TabulateUtility(utility, range, &table_);
  const auto backs = static_cast<std::size_t>(range.num_backs());
  back_bits_ = static_cast<int>(std::bit_width(backs - 1));
  // Both halves fit 24 bits, and rounding one up to a power of two at most doubles the product.
  sorter_.Sort(table_, backs, back_bits_, std::max(floor, std::numeric_limits<double>::lowest()),
               &entries_);
  words_ = (range.num_issues() + 7) / 8 * 2;
  FillWords(true, &front_words_);
  FillWords(false, &back_words_);
}

void SortedIndex::FillWords(bool front, std::vector<std::uint64_t>* words) const {
  static_assert(kMaxIssues % 8 == 0);
  const std::uint64_t count = front ? range_.num_fronts() : range_.num_backs();
  words->assign(static_cast<std::size_t>(count) * words_, 0);
  const std::size_t first = front ? 0 : range_.cut();
  const std::size_t last = front ? range_.cut() : range_.num_issues();
  OptionIndex options[kMaxIssues];
  std::uint64_t* to = words->data();
  for (std::uint32_t half = 0; half < count; ++half, to += words_) {
    std::memset(options, 0, sizeof options);
    for (std::size_t i = first; i < last; ++i) {
      options[i] = static_cast<OptionIndex>(range_.first(i) + range_.Digit(i, half));
    }
    std::memcpy(to, options, words_ * sizeof(std::uint64_t));
  }
}

std::size_t SortedIndex::UpperBound(double high) const {
  const auto above = [&](const WorthEntry& entry) { return entry.worth <= high; };
  // From the first one worth `high` on, equals are few as a rule.
  std::size_t k = LowerBound(high);
  for (int step = 0; step < 16; ++step, ++k) {
    if (k == entries_.size() || !above(entries_[k])) return k;
  }
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(k);
  return static_cast<std::size_t>(std::partition_point(from, entries_.end(), above) -
                                  entries_.begin());
}

std::unique_ptr<OfferSource> SortedIndex::MakeSource() const {
  return std::make_unique<SortedSource>(*this);
}

}  // namespace dragoman
