#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"
#include "engine/wire/document.h"
#include "engine/wire/value_readers.h"

namespace dragoman {

/// Fills a struct from a document tree. Reports every unknown or missing key, wrong type, number
/// out of range, unknown choice, malformed name, date, distribution or condition, and every `id`
/// used twice in a list; goes on after each. A field with a problem keeps its default.
///
/// What the document does not mention keeps the value it has; a list that it does mention is
/// replaced as a whole.
class ReadArchive final : public FieldVisitor {
 public:
  /// `problems` must outlive the archive.
  explicit ReadArchive(ProblemCollector* problems) : problems_(problems) {}

  /// Binds `root`, which must be a map, to `object`.
  void Read(const DocumentNode& root, ObjectRef object);

  void VisitNumber(const Field& field, double* value) override;
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override;
  void VisitInteger(const Field& field, int* value) override;
  void VisitFlag(const Field& field, bool* value) override;
  void VisitText(const Field& field, std::string* value) override;
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override;
  void VisitDistribution(const Field& field, Distribution* value) override;
  void VisitRule(const Field& field, Rule* value) override;
  void VisitTexts(const Field& field, std::vector<std::string>* values) override;
  void VisitNumbers(const Field& field, std::vector<double>* values) override;
  void VisitNamedNumbers(const Field& field, Named<double>* values) override;
  void VisitNamedDistributions(const Field& field, Named<Distribution>* values) override;
  void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>* values) override;
  void VisitObject(const Field& field, ObjectRef object) override;
  void VisitList(const Field& field, ListRef list) override;

 private:
  /// The struct being filled.
  struct Level {
    const DocumentNode* map;
    std::string path;
    std::vector<std::string> names = {};  ///< Fields visited so far.
  };

  /// The value of `field`, if it is written; reports it if it is missing and required.
  std::optional<ReadPlace> Find(const Field& field, std::string_view expected);
  /// Reads one struct; true if it has a field `id`.
  bool ReadObject(const ReadPlace& place, ObjectRef object);
  void ReportUnknownKeys(const Level& level);
  void ReportRepeatedIds(const ReadPlace& list);

  std::vector<Level> levels_;
  ProblemCollector* problems_;
};

}  // namespace dragoman
