#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/bargaining/protocol_terms.h"
#include "engine/bargaining/registry.h"
#include "engine/core/partial_visitor.h"

/// @file
/// Sittings played by hand under any protocol: parties that say what they are told to, a record of
/// what was said, and protocols with parameters set by name.

namespace dragoman::testing_support {

using FieldValue = std::variant<double, bool, std::string, std::vector<double>>;
using FieldValues = std::vector<std::pair<std::string, FieldValue>>;

/// Sets fields by name; those it met are taken out of the list.
class FieldSetter final : public PartialVisitor {
 public:
  explicit FieldSetter(FieldValues values) : values_(std::move(values)) {}
  const FieldValues& left() const { return values_; }

  void VisitNumber(const Field& field, double* value) override { Take(field, value); }
  void VisitInteger(const Field& field, int* value) override {
    double number = *value;
    Take(field, &number);
    *value = static_cast<int>(number);
  }
  void VisitFlag(const Field& field, bool* value) override { Take(field, value); }
  void VisitNumbers(const Field& field, std::vector<double>* values) override {
    Take(field, values);
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    std::string name(names[static_cast<std::size_t>(*value)]);
    Take(field, &name);
    const auto found = std::find(names.begin(), names.end(), name);
    EXPECT_NE(found, names.end()) << field.name << ": " << name;
    *value = static_cast<int>(found - names.begin());
  }
  void VisitText(const Field& field, std::string* value) override { Take(field, value); }

 private:
  template <class T>
  void Take(const Field& field, T* value) {
    for (std::size_t k = 0; k < values_.size(); ++k) {
      if (values_[k].first != field.name) continue;
      ASSERT_TRUE(std::holds_alternative<T>(values_[k].second)) << field.name;
      *value = std::get<T>(values_[k].second);
      values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(k));
      return;
    }
  }

  FieldValues values_;
};

/// A registered protocol with parameters of its own.
inline std::unique_ptr<Protocol> MakeProtocol(std::string_view name, FieldValues values = {}) {
  std::unique_ptr<Protocol> protocol = FindProtocol(name)->make();
  FieldSetter setter(std::move(values));
  protocol->Serialize(&setter);
  for (const auto& [field, value] : setter.left()) {
    ADD_FAILURE() << name << " has no parameter " << field;
  }
  return protocol;
}

/// "12" is option 1 of the first issue and option 2 of the second.
inline Offer OfferOfDigits(std::string_view digits) {
  Offer offer;
  for (const char digit : digits) offer.options.push_back(static_cast<OptionIndex>(digit - '0'));
  return offer;
}
inline std::string DigitsOf(const Offer& offer) {
  std::string digits;
  for (const OptionIndex option : offer.options) digits += std::to_string(option);
  return digits;
}

/// A party that says what it is told to.
class ScriptedParty final : public Strategy {
 public:
  /// What it tables at a tick: by tick, the last one repeats; "" is silence.
  std::vector<std::string> tables;
  /// What it accepts, and from which tick on.
  std::map<std::string, int> accepts_from;
  std::map<std::string, int> leaves_from;
  std::map<std::string, double> worth;
  std::map<std::string, Refusal> refusals;
  double aspiration = 0.5;
  std::vector<double> times;       ///< Of every call.
  std::vector<std::string> heard;  ///< "0>12" offers, "1+" and "1-" answers, "?12" its own answers.

  void Begin(const Seat&) override { ++begun; }
  const PoolOffer* Propose(const Clock& clock) override {
    times.push_back(clock.time);
    if (tables.empty()) return nullptr;
    const auto k = std::min(static_cast<std::size_t>(clock.tick - 1), tables.size() - 1);
    if (tables[k].empty()) return nullptr;
    offer_ = {.offer = OfferOfDigits(tables[k]), .worth = WorthOf(tables[k])};
    return &offer_;
  }
  Judgement Judge(const Offer& offer, const Clock& clock) override {
    times.push_back(clock.time);
    const std::string text = DigitsOf(offer);
    heard.push_back("?" + text);
    Judgement judgement;
    judgement.appraisal.worth = WorthOf(text);
    judgement.needed = aspiration;
    const auto refusal = refusals.find(text);
    if (refusal != refusals.end()) judgement.appraisal.refusal = refusal->second;
    const bool accepts =
        Reached(accepts_from, text, clock.tick) || Reached(accepts_from, "*", clock.tick);
    judgement.refusal = refusal != refusals.end() ? refusal->second
                        : accepts                 ? Refusal::kNone
                                                  : Refusal::kAspiration;
    judgement.leaves = Reached(leaves_from, text, clock.tick);
    return judgement;
  }
  double Aspiration(const Clock&) override { return aspiration; }
  void Hear(int proposer, const Offer& offer, const Clock&) override {
    heard.push_back(std::to_string(proposer) + ">" + DigitsOf(offer));
  }
  void HearReply(int responder, bool accepted, const Clock&) override {
    heard.push_back(std::to_string(responder) + (accepted ? "+" : "-"));
  }

  int begun = 0;

 private:
  static bool Reached(const std::map<std::string, int>& from, const std::string& text, int tick) {
    const auto found = from.find(text);
    return found != from.end() && tick >= found->second;
  }
  double WorthOf(const std::string& text) const {
    const auto found = worth.find(text);
    return found == worth.end() ? 0 : found->second;
  }

  PoolOffer offer_;
};

/// Writes a sitting down: "2:" starts tick 2; "0>12" party 0 tabled it ("M" is the mediator), "1+"
/// party 1 accepted, "1-" refused, "1!" refused and wants to leave; "1." is silent; "1x" left, "*x"
/// chance; "=5" the mediator announced that the issues 0 and 2 agree (bits).
class ProtocolScript final : public SittingObserver {
 public:
  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double) override {
    Say(clock, Name(proposer) + ">" + DigitsOf(offer.offer));
  }
  void OnReply(const Clock& clock, int responder, int, const PoolOffer&,
               const Judgement& reply) override {
    Say(clock, Name(responder) + (reply.leaves ? "!" : reply.accepts() ? "+" : "-"));
  }
  void OnSilence(const Clock& clock, int proposer, double) override {
    Say(clock, Name(proposer) + ".");
  }
  void OnBreak(const Clock& clock, int party) override {
    Say(clock, (party < 0 ? "*" : Name(party)) + "x");
  }
  void OnOverlap(const Clock& clock, std::uint32_t issues, const Outcome&) override {
    Say(clock, "=" + std::to_string(issues));
  }
  std::string text;

 private:
  static std::string Name(int party) { return party < 0 ? "M" : std::to_string(party); }
  void Say(const Clock& clock, const std::string& words) {
    if (!text.empty()) text += " ";
    if (clock.tick != tick_) text += std::to_string(clock.tick) + ": ";
    tick_ = clock.tick;
    text += words;
  }

  int tick_ = 0;
};

/// A sitting of scripted parties.
class SittingStage : public testing::Test {
 protected:
  /// Runs `ticks` exchanges at times k / ticks.
  SittingResult Run(const Protocol& protocol, int ticks) {
    table_.times = {};
    FillTickTimes(TickTime::kEnd, ticks, &times_);
    seats_.clear();
    for (ScriptedParty& party : parties_) seats_.push_back(&party);
    table_.seats = seats_;
    table_.times = times_;
    script_ = {};
    table_.observer = &script_;
    if (space_.num_issues() > 0) table_.space = &space_;
    return protocol.Run(table_);
  }
  void SetSpace(std::vector<std::size_t> sizes) { space_ = OutcomeSpace(sizes); }
  void SetStatusQuo(std::string_view digits) {
    status_quo_ = OfferOfDigits(digits);
    table_.status_quo = &status_quo_;
  }

  std::vector<ScriptedParty> parties_;
  SittingTable table_;
  ProtocolScript script_;
  OutcomeSpace space_;
  Outcome status_quo_;

 private:
  std::vector<double> times_;
  std::vector<Strategy*> seats_;
};

}  // namespace dragoman::testing_support
