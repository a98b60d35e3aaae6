#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/bargaining/concession.h"
#include "engine/bargaining/registry.h"

/// @file
/// When to accept, apart from what to offer (the BOA view of a strategy: Baarslag, Hindriks,
/// Hendrikx, Dirkzwager & Jonker 2014). Conditions register themselves by name, and
/// ComposedStrategy (composed.h) puts any of them on any strategy.

namespace dragoman {

/// What a condition may look at: one party, with an offer before it.
struct AcceptanceQuestion {
  Clock clock;
  WorthScale scale;                 ///< The party's: shares 0 .. 1.
  double worth = 0;                 ///< Of the offer.
  double aspiration = 0;            ///< What the party holds out for.
  const PoolOffer* next = nullptr;  ///< What it would table now; null: nothing, or it does not say.
  double last_tabled = 0;           ///< Worth of its last offer; infinite before the first.
  double lowest_tabled = 0;         ///< Least worth it has tabled; infinite before the first.
};

/// When a party accepts. Numbers a, b, c are on the scale of shares (WorthScale): 0 is what the
/// party falls back on, 1 its best offer, so that they mean the same in every domain.
///
/// Whatever the condition says, a party accepts nothing below its reservation or its delegate's
/// margin, and nothing it refuses on principle: those who ask see to it.
class Acceptance {
 public:
  virtual ~Acceptance() = default;

  /// Starts a sitting; forgets the one before.
  virtual void Begin(const Seat& seat);
  /// The least worth it takes; infinite: nothing, minus infinity: anything. Asked once per offer
  /// judged, in their order, so a condition may remember them.
  virtual double Needed(const AcceptanceQuestion& question) = 0;

  /// Its parameters, one list for files, `describe` and the command line.
  virtual void Serialize(FieldVisitor* v);
  /// What is wrong with the parameters beyond their ranges; `path` is where they stand.
  virtual Diagnostics Check(std::string_view path) const;
};

struct AcceptanceEntry {
  TacticInfo info;
  std::unique_ptr<Acceptance> (*make)();
};

/// All registered conditions, by name.
std::vector<AcceptanceEntry> RegisteredAcceptances();
const AcceptanceEntry* FindAcceptance(std::string_view name);
void AddAcceptance(const AcceptanceEntry& entry);

/// A file-scope constant of this type registers a condition, as RegisterStrategy does.
template <class T>
struct RegisterAcceptance {
  explicit RegisterAcceptance(const TacticInfo& info) {
    AddAcceptance({info, []() -> std::unique_ptr<Acceptance> { return std::make_unique<T>(); }});
  }
};

/// Makes a condition from a text: `ac_next`, `ac_next(a=1.05, b=0)`,
/// `any(of=[ac_next, all(of=[ac_time(t=0.95), ac_const(c=0.6)])])`. Parameters that are not
/// written keep their defaults. Problems stand at `path`. O(text); at most 16 deep.
Checked<std::unique_ptr<Acceptance>> MakeAcceptance(std::string_view text, std::string_view path);

}  // namespace dragoman
