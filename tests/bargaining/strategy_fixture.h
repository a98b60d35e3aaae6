#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/composed.h"
#include "engine/bargaining/pool_source.h"
#include "engine/bargaining/registry.h"
#include "engine/core/partial_visitor.h"
#include "engine/preferences/utility_function.h"

namespace dragoman::testing_support {

/// What a test writes into the fields of a tactic: numbers, choices and lists of texts by name.
class TestSettings final : public PartialVisitor {
 public:
  TestSettings& Number(std::string name, double value) {
    numbers_[std::move(name)] = value;
    return *this;
  }
  TestSettings& Choice(std::string name, std::string value) {
    choices_[std::move(name)] = std::move(value);
    return *this;
  }
  TestSettings& Texts(std::string name, std::vector<std::string> values) {
    texts_[std::move(name)] = std::move(values);
    return *this;
  }
  TestSettings& Numbers(std::string name, std::vector<double> values) {
    lists_[std::move(name)] = std::move(values);
    return *this;
  }
  TestSettings& Weights(std::string name, Named<double> values) {
    named_[std::move(name)] = std::move(values);
    return *this;
  }

  /// Fails the test if a name was not among the fields.
  template <class Tactic>
  void ApplyTo(Tactic* tactic) {
    used_.clear();
    tactic->Serialize(this);
    const auto check = [&](const auto& map) {
      for (const auto& item : map)
        EXPECT_TRUE(used_.count(item.first)) << "no field " << item.first;
    };
    check(numbers_), check(choices_), check(texts_), check(lists_), check(named_);
  }

  void VisitNumber(const Field& f, double* value) override { Set(numbers_, f, value); }
  void VisitOptionalNumber(const Field& f, std::optional<double>* value) override {
    Set(numbers_, f, value);
  }
  void VisitInteger(const Field& f, int* value) override {
    double number = *value;
    Set(numbers_, f, &number);
    *value = static_cast<int>(number);
  }
  void VisitChoice(const Field& f, std::span<const std::string_view> names, int* value) override {
    std::string chosen(names[static_cast<std::size_t>(*value)]);
    Set(choices_, f, &chosen);
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (names[k] == chosen) *value = static_cast<int>(k);
    }
    EXPECT_EQ(names[static_cast<std::size_t>(*value)], chosen);
  }
  void VisitTexts(const Field& f, std::vector<std::string>* v) override { Set(texts_, f, v); }
  void VisitNumbers(const Field& f, std::vector<double>* v) override { Set(lists_, f, v); }
  void VisitNamedNumbers(const Field& f, Named<double>* v) override { Set(named_, f, v); }

 private:
  template <class Map, class T>
  void Set(const Map& map, const Field& field, T* value) {
    const auto found = map.find(std::string(field.name));
    if (found == map.end()) return;
    used_.insert(found->first);
    *value = found->second;
  }

  std::map<std::string, double> numbers_;
  std::map<std::string, std::string> choices_;
  std::map<std::string, std::vector<std::string>> texts_;
  std::map<std::string, std::vector<double>> lists_;
  std::map<std::string, Named<double>> named_;
  std::set<std::string> used_;
};

/// A registered strategy with settings; the test fails if there is none of that name.
inline std::unique_ptr<Strategy> MakeTestStrategy(const std::string& name,
                                                  TestSettings settings = {}) {
  const StrategyEntry* entry = FindStrategy(name);
  if (entry == nullptr) {
    ADD_FAILURE() << "no strategy " << name;
    return nullptr;
  }
  std::unique_ptr<Strategy> strategy = entry->make();
  settings.ApplyTo(strategy.get());
  return strategy;
}

/// An acceptance condition by its text; the test fails if it cannot be read.
inline std::unique_ptr<Acceptance> MakeTestAcceptance(const std::string& text) {
  auto made = MakeAcceptance(text, "acceptance");
  if (!made.ok()) {
    ADD_FAILURE() << made.problems()[0].message;
    return nullptr;
  }
  return std::move(*made);
}

/// One party's additive worths over a small space: offers, appraisals, a seat.
class TestParty final : public Appraiser {
 public:
  TestParty(const OutcomeSpace& space, std::vector<double> worth, double reservation = 0)
      : space_(space), worth_(std::move(worth)), reservation_(reservation) {
    UtilitySpec spec;
    spec.weights.assign(space_.num_issues(), 1);
    for (std::size_t i = 0; i < space_.num_issues(); ++i) {
      const auto row = worth_.begin() + static_cast<std::ptrdiff_t>(space_.offset(i));
      spec.evaluations.emplace_back(row, row + static_cast<std::ptrdiff_t>(space_.size(i)));
    }
    spec.reservation_value = reservation;
    utility_ = *UtilityFunction::Compile(space_, spec, "test");
    for (std::uint64_t rank = 0; rank < space_.num_outcomes(); ++rank) {
      const Outcome outcome = space_.OutcomeAt(rank);
      pool_.push_back({outcome, Worth(outcome), 0, margin});
      best_ = rank == 0 ? Worth(outcome) : std::max(best_, Worth(outcome));
    }
  }
  TestParty(const TestParty&) = delete;
  TestParty& operator=(const TestParty&) = delete;

  double Worth(const Outcome& outcome) const { return utility_.Evaluate(outcome); }
  Appraisal Appraise(const Offer& offer) const override {
    Appraisal seen;
    seen.worth = Worth(offer);
    seen.margin = margin;
    return seen;
  }
  Seat SeatFor(int self, int num_parties = 2, std::uint64_t seed = 1) {
    source_.Reset(space_, pool_);
    Seat seat;
    seat.offers = &source_;
    seat.best_worth = best_;
    seat.reservation = reservation_;
    seat.appraiser = this;
    seat.space = &space_;
    seat.utility = &utility_;
    seat.self = self;
    seat.num_parties = num_parties;
    seat.random = Random(seed, 0);
    return seat;
  }
  KnownParty Known() const { return {this, reservation_, best_}; }

  std::vector<PoolOffer>& pool() { return pool_; }
  double reservation() const { return reservation_; }
  double best() const { return best_; }

  double margin = 0;  ///< A delegate's, on every offer; set the pool's, too.

 private:
  OutcomeSpace space_;
  std::vector<double> worth_;
  double reservation_;
  UtilityFunction utility_;
  double best_ = 0;
  std::vector<PoolOffer> pool_;
  PoolSource source_;
};

inline OutcomeSpace TestSpace(std::vector<std::size_t> sizes) { return OutcomeSpace(sizes); }

inline Offer OfferFrom(const std::vector<int>& values) {
  Offer offer;
  for (const int value : values) offer.options.push_back(static_cast<OptionIndex>(value));
  return offer;
}

/// The value indices of an offer, "3,1"; "-" for none.
inline std::string TextOfOffer(const PoolOffer* offer) {
  if (offer == nullptr) return "-";
  std::string text;
  for (const OptionIndex option : offer->offer.options) {
    text += (text.empty() ? "" : ",") + std::to_string(option);
  }
  return text;
}

/// The first tick of a hundred that shows `time`; ticks are told apart by it.
inline Clock ClockAt(double time, int ticks = 100) {
  return {static_cast<int>(time * ticks + 0.5) + 1, ticks + 1, time};
}

}  // namespace dragoman::testing_support
